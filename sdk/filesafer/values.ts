/** The two halves of File Safer: hashes that are looked up, and files that are inspected. */
export const Filter = {
  /** Hash Filter: hashes of files and URLs are looked up. */
  Hash: "hash",
  /** File Filter: files are uploaded and inspected. */
  File: "file",
} as const;

export type Filter = (typeof Filter)[keyof typeof Filter];

/** When File Safer notifies. */
export const NotificationType = {
  /** Never. */
  Off: "OFF",
  /** When malware is found. */
  Malware: "MAL",
  /** When malware is found, and when a query fails. */
  MalwareOrError: "MAE",
  /** When a query fails. */
  Error: "ERR",
  /** At every result. */
  All: "ALL",
} as const;

export type NotificationType = (typeof NotificationType)[keyof typeof NotificationType];

/** What a threshold counts. */
export const ThresholdNotificationType = {
  /** Malware that is found. */
  Malware: "MAL",
  /** Queries that fail. */
  Error: "ERR",
} as const;

export type ThresholdNotificationType =
  (typeof ThresholdNotificationType)[keyof typeof ThresholdNotificationType];

/** What deleting a setting puts in its place: nothing, or what was set before. */
export const OnDestroy = {
  /** Notifications are off, or there are no thresholds; the default. */
  Off: "off",
  /** What was set before the resource was created. */
  Restore: "restore",
} as const;

export type OnDestroy = (typeof OnDestroy)[keyof typeof OnDestroy];

/** Which verdicts a file may have. */
export const Allow = {
  /** Only a clean file; any other fails the update. The default. */
  Clean: "clean",
  /** Every file: its verdict is only reported. */
  Any: "any",
} as const;

export type Allow = (typeof Allow)[keyof typeof Allow];

/** Kinds of hashes that File Safer looks up. */
export const HashType = {
  /** 40 hexadecimal digits. */
  Sha1: "sha1",
  /** 32 hexadecimal digits. */
  Md5: "md5",
} as const;

export type HashType = (typeof HashType)[keyof typeof HashType];
