/** The browsers that the scanner can say it is. */
export const UserAgent = {
  /** A browser on Android. */
  Android: "Android",
  /** The browser of an iPhone. */
  IPhone: "iPhone",
  /** Chrome on a PC; what a ScanJob uses by default. */
  PCChrome: "PC Chrome",
  /** Internet Explorer on a PC. */
  PCIE: "PC IE",
} as const;

export type UserAgent = (typeof UserAgent)[keyof typeof UserAgent];

/**
 * What a scan looks for. These are the words that NCP's documents give as examples; the list of all words
 * was not seen. Any other one goes to NCP as it is, which refuses those that it does not know.
 *
 * @see https://api.ncloud-docs.com/docs/en/security-websecuritychecker-createjob
 */
export const VulnerabilityItem = {
  /** Everything; alone in its list, which is a rule of this package (inferred). */
  All: "ALL",
  /** Cross-site scripting. */
  XSS: "XSS",
  /** Injection of server-side includes. */
  SSIInjection: "SSI Injection",
} as const;

// Editors complete the known words only while the others are no plain string, which would swallow them.
export type VulnerabilityItem =
  | (typeof VulnerabilityItem)[keyof typeof VulnerabilityItem]
  | (string & Record<never, never>);

/** How fast a scan sends requests; the API's own values are "1", "2" and "3". */
export const Speed = {
  /** NCP's "1", and the default. */
  Normal: "normal",
  /** NCP's "2", "a bit faster". */
  Fast: "fast",
  /** NCP's "3". */
  Fastest: "fastest",
} as const;

export type Speed = (typeof Speed)[keyof typeof Speed] | "1" | "2" | "3";

/** How far a scan must be before `pulumi up` goes on. */
export const WaitFor = {
  /** NCP has accepted the scan; the default. */
  Submitted: "submitted",
  /** It has begun. One that failed or was stopped has begun too. */
  Started: "started",
  /** It has come to its end and can have a report. A failed, canceled or stopped scan fails the update. */
  Completed: "completed",
} as const;

export type WaitFor = (typeof WaitFor)[keyof typeof WaitFor];

/** Whether a scan runs again as a free re-diagnosis. */
export const Rescan = {
  /** Wherever NCP allows it; the default. */
  Auto: "auto",
  /** Never: as a new scan, which is billed. */
  Never: "never",
} as const;

export type Rescan = (typeof Rescan)[keyof typeof Rescan];

/** Where searchJobs looks for its keyword. */
export const SearchType = {
  /** Everywhere; the default. */
  All: "",
  /** In the URL where the scan starts: a domain or a URI. */
  Url: "url",
  /** In the memo, where the marker of a ScanJob stands too. */
  Memo: "memo",
} as const;

export type SearchType = (typeof SearchType)[keyof typeof SearchType];

/** The states that searchJobs tells apart. A scan collects URLs first, and then diagnoses them. */
export const StatusCode = {
  /** It waits for its turn to collect URLs. */
  UrlCollectionPending: 12,
  /** The scanner collects URLs. */
  UrlCollectionInProgress: 13,
  /** The URLs are collected; the diagnosis comes next. */
  UrlCollectionCompleted: 14,
  /** It ended because the URLs could not be collected. */
  UrlCollectionFailed: 15,
  /** It waits for its turn to be diagnosed. */
  DiagnosticPending: 2,
  /** The scanner looks for vulnerabilities. */
  DiagnosticInProgress: 3,
  /** It is done: there is a report, for a year. */
  DiagnosticCompleted: 4,
  /** It ended because the diagnosis failed. */
  DiagnosticFailed: 5,
  /** It was canceled while it waited. */
  DiagnosticCanceled: 91,
  /** It was running and is being stopped; `Stopped` comes next (inferred). */
  Stopping: 92,
  /** It was stopped while it ran. */
  Stopped: 93,
} as const;

export type StatusCode = (typeof StatusCode)[keyof typeof StatusCode];
