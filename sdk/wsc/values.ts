/** The browsers that the scanner can say it is. */
export const UserAgent = {
  Android: "Android",
  IPhone: "iPhone",
  PCChrome: "PC Chrome",
  PCIE: "PC IE",
} as const;

export type UserAgent = (typeof UserAgent)[keyof typeof UserAgent];

/** How fast a scan sends requests; the API's own values are "1", "2" and "3". */
export const Speed = { Normal: "normal", Fast: "fast", Fastest: "fastest" } as const;

export type Speed = (typeof Speed)[keyof typeof Speed] | "1" | "2" | "3";

/** How far a scan must be before `pulumi up` goes on. */
export const WaitFor = { Submitted: "submitted", Started: "started", Completed: "completed" } as const;

export type WaitFor = (typeof WaitFor)[keyof typeof WaitFor];

/** Where searchJobs looks for its keyword. */
export const SearchType = { All: "", Url: "url", Memo: "memo" } as const;

export type SearchType = (typeof SearchType)[keyof typeof SearchType];

/** The states that searchJobs tells apart. A scan collects URLs first, and then diagnoses them. */
export const StatusCode = {
  UrlCollectionPending: 12,
  UrlCollectionInProgress: 13,
  UrlCollectionCompleted: 14,
  UrlCollectionFailed: 15,
  DiagnosticPending: 2,
  DiagnosticInProgress: 3,
  DiagnosticCompleted: 4,
  DiagnosticFailed: 5,
  DiagnosticCanceled: 91,
  Stopping: 92,
  Stopped: 93,
} as const;

export type StatusCode = (typeof StatusCode)[keyof typeof StatusCode];
