/** The two halves of File Safer: hashes that are looked up, and files that are inspected. */
export const Filter = { Hash: "hash", File: "file" } as const;

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
export const ThresholdNotificationType = { Malware: "MAL", Error: "ERR" } as const;

export type ThresholdNotificationType =
  (typeof ThresholdNotificationType)[keyof typeof ThresholdNotificationType];

/** What deleting a setting puts in its place: nothing, or what was set before. */
export const OnDestroy = { Off: "off", Restore: "restore" } as const;

export type OnDestroy = (typeof OnDestroy)[keyof typeof OnDestroy];

/** Kinds of hashes that File Safer looks up. */
export const HashType = { Sha1: "sha1", Md5: "md5" } as const;

export type HashType = (typeof HashType)[keyof typeof HashType];
