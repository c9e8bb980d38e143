/** Raised with every change of the tables; a file of another version is refused, not guessed at. */
export const schemaVersion = 3;

/** Marks a file as the emulator's own: "NCSE". */
export const applicationId = 0x4e43_5345;

/** Numbers of jobs grow from here: ten digits, like NCP's. */
export const firstInstanceNo = 1_234_567_001;

/**
 * Everything the emulator knows. Moments are epoch milliseconds of the emulator's clock. Secrets
 * (values of Headers, archive passwords, keys) have no column, so that no file can leak them.
 */
export const tables = `
  CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);

  CREATE TABLE IF NOT EXISTS jobs (
    instanceNo INTEGER PRIMARY KEY AUTOINCREMENT,
    startUrl TEXT NOT NULL,
    target TEXT NOT NULL,
    excludeUrls TEXT NOT NULL,
    headerNames TEXT NOT NULL,
    vulnItems TEXT NOT NULL,
    userAgent TEXT NOT NULL,
    speed TEXT NOT NULL,
    memo TEXT NOT NULL,
    masterInstanceNo INTEGER,
    stage INTEGER NOT NULL,
    stageSince INTEGER NOT NULL,
    createdAt INTEGER NOT NULL,
    crawlStartedAt INTEGER,
    scanStartedAt INTEGER,
    endedAt INTEGER,
    findings TEXT
  );
  CREATE INDEX IF NOT EXISTS jobs_by_stage ON jobs (stage);

  CREATE TABLE IF NOT EXISTS charges (kind TEXT PRIMARY KEY, count INTEGER NOT NULL);

  CREATE TABLE IF NOT EXISTS targets (url TEXT PRIMARY KEY, outcome TEXT NOT NULL);

  CREATE TABLE IF NOT EXISTS notifications (filter TEXT PRIMARY KEY, notificationType TEXT NOT NULL);

  CREATE TABLE IF NOT EXISTS thresholds (
    filter TEXT NOT NULL,
    notificationType TEXT NOT NULL,
    referenceTime INTEGER NOT NULL,
    thresholdValue INTEGER NOT NULL,
    PRIMARY KEY (filter, notificationType)
  );

  CREATE TABLE IF NOT EXISTS inspections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    parentSha1 TEXT,
    sha1 TEXT NOT NULL,
    md5 TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    fileType TEXT NOT NULL,
    fileSize INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    status TEXT NOT NULL,
    registeredAt INTEGER NOT NULL,
    notifiedAt INTEGER
  );
  CREATE INDEX IF NOT EXISTS inspections_by_sha1 ON inspections (sha1);
  CREATE INDEX IF NOT EXISTS inspections_by_parent ON inspections (parentSha1);

  CREATE TABLE IF NOT EXISTS malware (
    hashCode TEXT PRIMARY KEY,
    hashType TEXT NOT NULL,
    kind TEXT NOT NULL,
    registeredAt INTEGER NOT NULL
  );

  CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    platform TEXT NOT NULL,
    list TEXT NOT NULL,
    date INTEGER NOT NULL,
    fields TEXT NOT NULL
  );

  CREATE TABLE IF NOT EXISTS requests (id INTEGER PRIMARY KEY AUTOINCREMENT, entry TEXT NOT NULL);

  INSERT INTO sqlite_sequence (name, seq)
    SELECT 'jobs', ${firstInstanceNo - 1} WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'jobs');
`;

export const tableNames = [
  "settings",
  "jobs",
  "charges",
  "targets",
  "notifications",
  "thresholds",
  "inspections",
  "malware",
  "events",
  "requests",
  "sqlite_sequence",
] as const;
