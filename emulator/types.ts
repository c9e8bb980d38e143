/**
 * What a test sees of the emulator. Written out, because the declarations of a library that types were
 * inferred from do not compile in every project; the schemas are held against these types.
 */

/** A key pair. */
export interface Credentials {
  /** Visible ASCII characters, as it travels in a header. */
  readonly accessKey: string;
  /** Any text that is not empty. */
  readonly secretKey: string;
}

/** How long a job or an inspection stays in a stage: no time, until it is told to move, or so many seconds. */
export type Pace = "instant" | "manual" | number;

/** A moment as ISO 8601 text with a zone, or epoch milliseconds. */
export type Moment = string | number;

/** A length of time, as the sum of its parts. */
export interface Advance {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
}

/** A change of one of the two clocks. */
export type ClockChange =
  /** Moves the services' clock on, or back when below 0. */
  | { advanceSeconds: number }
  /** Sets the services' clock. */
  | { set: Moment }
  /** Makes the gateway's clock, which judges timestamps, wrong by so much. */
  | { skewSeconds: number };

/** What may be changed while the emulator runs. What is left out stays. */
export interface SettingsChange {
  /** HTTP status of WSC's service errors: `"new"`, 400 or 401, or `"old"`, 200. Both are documented. */
  dialect?: "new" | "old";
  /** What createJob answers under `resources`: null, or the new job's number. */
  createJobReply?: "null" | "instanceNo";
  /** What a call of File Safer without an API key gets: an answer, or code 200 or 210. */
  missingApiKey?: "accepted" | "200" | "210";
  /** Form of the dates in lists: as documented, or epoch milliseconds as numbers. */
  dates?: "text" | "number";
  /**
   * What is odd in the row of a job, by the job's number: `"values"`, in fields that decide nothing; `"state"`, in
   * what tells how far it is; `"number"`, in its number.
   */
  oddJobs?: Record<string, "values" | "state" | "number">;
  /** Jobs that may wait at once; the next one is refused with 160454. */
  waitingJobs?: number;
  /** Re-diagnoses that a job allows. */
  rescans?: number;
  /** Thresholds that a filter holds: one a notification type, or a single one. */
  thresholdEntries?: "perType" | "single";
}

/** A stage of WSC, by its status code: see `StatusCode`. */
export type JobStage = 2 | 3 | 4 | 5 | 12 | 13 | 14 | 15 | 91 | 92 | 93;

/** Where a job goes: to a stage, or one step along its way. */
export type JobMove = { statusCode: JobStage } | { step: true };

/** What an inspection has come to: malware, nothing, or an error. */
export type FileResult = "M" | "N" | "E";

/** Where an inspection goes: in progress, completed, failed or excluded. */
export interface FileMove {
  statusCode: "IPRG" | "CMPL" | "ERR" | "EXCN";
  /** Default: what it would have come to anyway. */
  resultCode?: FileResult;
}

/** A job that is there from the start. */
export interface SeededJob {
  startUrl: string;
  /** Default 12: it waits to collect URLs. */
  statusCode?: JobStage;
  /** Default "". */
  memo?: string;
  /** Default ["ALL"]. */
  vulnItems?: string[];
  /** Default "PC Chrome". */
  userAgent?: "Android" | "iPhone" | "PC Chrome" | "PC IE";
  /** When it entered its stage. Default: now. */
  at?: Moment;
}

/** What a scan of a URL comes to. */
export type ScanOutcome =
  /** So many vulnerabilities by risk (default 0), on so many URLs (default: follows from the URL's text). */
  | { high?: number; medium?: number; low?: number; urls?: number }
  /** It fails while it collects URLs, or while it diagnoses them. */
  | { fails: "crawl" | "scan" }
  /** createJob refuses the URL with this code. */
  | { refuses: "160351" | "160353" | "160451" | "160452" | "160456" | "160457" | "169201" };

/** Counts at which File Safer notifies. */
export interface SeededThreshold {
  notificationType: "MAL" | "ERR";
  /** Minutes: 5, 10, 15, 20, 25 or 30. */
  referenceTime: number;
  /** Detections within that time: 1 to 1000. */
  thresholdValue: number;
}

/** A security event that is there from the start. */
export interface SeededEvent {
  /** Default "vsecuritymonitoring", which is VPC. */
  platform?: "securitymonitoring" | "vsecuritymonitoring";
  list: "av" | "ddos" | "ids" | "ips" | "waf";
  /** When it was detected. */
  date: Moment;
  /** Fields of the event. Default: those of an event of this list, with made-up values. */
  fields?: Record<string, string>;
}

/** State to begin with. */
export interface Seed {
  jobs?: SeededJob[];
  /** What scans come to, by start URL. */
  findings?: Record<string, ScanOutcome>;
  /** When each filter notifies. */
  notifications?: { hashfilter?: NotificationType; filefilter?: NotificationType };
  /** In place of those that the filter has. */
  thresholds?: { hashfilter?: SeededThreshold[]; filefilter?: SeededThreshold[] };
  /** Hashes (SHA-1 or MD5) of malware. `group` tells what of: a file (default) or a URL's text. */
  malware?: { hash: string; group?: "file" | "url" }[];
  /** Files that were inspected already, by their text. Default result: "N". */
  files?: { content: string; resultCode?: FileResult }[];
  events?: SeededEvent[];
}

type NotificationType = "OFF" | "MAL" | "MAE" | "ERR" | "ALL";

/** An answer in place of the call's own. */
export interface AnswerEffect {
  /** HTTP status: 200 to 599. */
  status: number;
  /** A code of the gateway, or with `envelope: "service"` of the service. Default: follows from the status. */
  code?: string | number;
  /** Form of the body. Default "gateway". */
  envelope?: "gateway" | "service" | "responseError" | "xml" | "empty";
  /** Sent as it is, instead of an envelope. */
  body?: string;
  headers?: Record<string, string>;
  /** Seconds, or a date as the header has it. */
  retryAfter?: string | number;
}

/** What a fault does: an answer in place of the call's, or a true answer that is spoilt. */
export type FaultEffect =
  | AnswerEffect
  /** Answers so much later, at most ten minutes. */
  | { delayMs: number }
  /** Ends the connection without an answer. */
  | { drop: true }
  /** A page of HTML. Default status: 200. */
  | { html: true; status?: number }
  /** The true answer under another content type. */
  | { contentType: string }
  /** The first so many bytes: as a whole answer, or with `hangUp` before the connection ends. */
  | { truncate: number; hangUp?: boolean }
  /** The answer in pieces of so many bytes. */
  | { drip: { bytes: number; everyMs: number } };

/** One line of the plan of faults: which calls it meets, when it strikes, and what it does. */
export interface FaultInput {
  /** Default: any service. */
  service?: "wsc" | "filesafer" | "securitymonitoring" | "sts";
  /** Name of an operation, such as `createJob`. Default: any. */
  operation?: string;
  /** It strikes from this matching call on, counting from 1; once, unless `times` says otherwise. */
  nth?: number;
  /** How often it strikes at most. Default: always, and once with `nth`. */
  times?: number;
  /** Chance of striking a matching call, 0 to 1; needs `seed`, so that a run can be repeated. */
  probability?: number;
  /** Where chance begins. */
  seed?: number;
  /** So many of the matching calls go through each second; it strikes those beyond. Not together with `nth`. */
  perSecond?: number;
  /** Before the service has done anything (default), or after it has done it all. */
  when?: "before" | "after";
  effect: FaultEffect;
}

/** A line of the plan, and what became of it. */
export interface PlannedFault extends FaultInput {
  /** Calls that it matched. */
  seen: number;
  /** Calls that it struck. */
  fired: number;
}

/** Which entries of the journal to tell. */
export interface JournalFilter {
  readonly service?: string;
  readonly operation?: string;
}

/** A call and how it was answered. */
export interface JournalEntry {
  /** Also the answer's x-ncp-apigw-request-id. */
  requestId: string;
  /** By the services' clock, ISO 8601. */
  time: string;
  service: string;
  operation: string;
  method: string;
  path: string;
  query: string;
  /** HTTP status of the answer; null when a fault cut the connection instead. */
  status: number | null;
  /** Code of the answer; null like `status`. */
  code: string | null;
  /** Whether the service carried the call out and said yes, whatever reached the client. */
  committed: boolean;
  /** The fault that fired, if one did. */
  fault: string | null;
  /** Fields of the body; secret ones by name only. */
  fields: Record<string, unknown>;
}

/** How the emulator is. */
export interface Health {
  readonly status: "ok";
  readonly pace: Pace;
  /** The services' time, ISO 8601. */
  readonly now: string;
  /** Jobs that wait or run, and all of them. */
  readonly jobs: { readonly active: number; readonly total: number };
  /** createJob calls that NCP would have charged. */
  readonly billed: number;
  /** Re-diagnoses, which are free. */
  readonly freeRescans: number;
}

/**
 * What a tester or a user of the console does to the account from outside of the API. Each throws a
 * `ControlError` that tells every problem of what it is given.
 */
export interface EmulatorControls {
  health(): Health;
  /** Back to the state of a new emulator: settings, clock, faults and journal too. */
  reset(): void;
  /** What was asked and answered, oldest first. The last 20,000 calls are kept. */
  requests(filter?: JournalFilter): JournalEntry[];
  /** Forgets what was asked. */
  clearRequests(): void;
  /** Connections that clients have opened since the start. */
  connections(): number;
  /** Moves the services' clock on; the gateway's stays. */
  advance(by: Advance): void;
  /** Moves or sets the services' clock, or makes the gateway's clock wrong. Answers the services' time. */
  clock(change: ClockChange): { now: string };
  /** What active jobs have behind them in their stage is forgotten: they begin it again at the new pace. */
  pace(pace: Pace): void;
  /** Changes what the documents leave open. */
  settings(change: SettingsChange): void;
  /** Adds a key pair of the same account, as the console does; a known access key gets the new secret. */
  addCredentials(pair: Credentials): void;
  /** Adds lines to the plan of faults. */
  faults(plan: FaultInput | readonly FaultInput[]): void;
  /** The plan, with how many calls each line has seen and struck. */
  faultPlan(): PlannedFault[];
  /** Forgets the plan. */
  clearFaults(): void;
  /** Adds state: jobs, findings by URL, settings, malware, files, events. Answers the numbers of its jobs. */
  seed(state: Seed): { jobs: number[] };
  /** Puts a job into a stage, as somebody in the console or NCP itself would. */
  moveJob(instanceNo: number, move: JobMove): { instanceNo: number; statusCode: number };
  /** Makes a job vanish, which NCP itself has no call for. */
  removeJob(instanceNo: number): void;
  /** Ends (or takes up again) the newest inspection of a file. */
  moveFile(sha1: string, move: FileMove): void;
}

/** A running emulator. Its controls do the same as those under `/_emulator/`. */
export interface Emulator extends EmulatorControls {
  /** The base of all services, as in `endpoint: emulator.url`. */
  readonly url: string;
  /** The key pair that it was started with. */
  readonly credentials: Credentials;
  /** Stops listening, ends open connections and closes the database. Calling it again is harmless. */
  close(): Promise<void>;
}
