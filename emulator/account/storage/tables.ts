/** Raised with every change of the tables; a file of another version is refused, not guessed at. */
export const schemaVersion = 1;

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
    instance_no INTEGER PRIMARY KEY AUTOINCREMENT,
    start_url TEXT NOT NULL,
    target TEXT NOT NULL,
    exclude_urls TEXT NOT NULL,
    header_names TEXT NOT NULL,
    vuln_items TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    speed TEXT NOT NULL,
    memo TEXT NOT NULL,
    master_instance_no INTEGER,
    stage INTEGER NOT NULL,
    stage_since INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    crawl_started_at INTEGER,
    scan_started_at INTEGER,
    ended_at INTEGER,
    findings TEXT
  );
  CREATE INDEX IF NOT EXISTS jobs_by_stage ON jobs (stage);

  CREATE TABLE IF NOT EXISTS targets (url TEXT PRIMARY KEY, outcome TEXT NOT NULL);

  CREATE TABLE IF NOT EXISTS notifications (filter TEXT PRIMARY KEY, notification_type TEXT NOT NULL);

  CREATE TABLE IF NOT EXISTS thresholds (
    filter TEXT NOT NULL,
    notification_type TEXT NOT NULL,
    reference_time INTEGER NOT NULL,
    threshold_value INTEGER NOT NULL,
    PRIMARY KEY (filter, notification_type)
  );

  CREATE TABLE IF NOT EXISTS inspections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    parent_sha1 TEXT,
    sha1 TEXT NOT NULL,
    md5 TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    file_type TEXT NOT NULL,
    file_size INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    status TEXT NOT NULL,
    registered_at INTEGER NOT NULL,
    notified_at INTEGER
  );
  CREATE INDEX IF NOT EXISTS inspections_by_sha1 ON inspections (sha1);
  CREATE INDEX IF NOT EXISTS inspections_by_parent ON inspections (parent_sha1);

  CREATE TABLE IF NOT EXISTS malware (
    hash_code TEXT PRIMARY KEY,
    hash_type TEXT NOT NULL,
    kind TEXT NOT NULL,
    registered_at INTEGER NOT NULL
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
  "targets",
  "notifications",
  "thresholds",
  "inspections",
  "malware",
  "events",
  "requests",
  "sqlite_sequence",
] as const;
