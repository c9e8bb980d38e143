// Symbol.asyncDispose is in no older library, and a program need not have the types of Node.js, which bring it too.
/// <reference lib="esnext.disposable" preserve="true" />

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
  /** Days of 24 hours. Default 0; below 0 goes back, as for all parts. */
  days?: number;
  /** Default 0. */
  hours?: number;
  /** Default 0. */
  minutes?: number;
  /** Default 0. */
  seconds?: number;
}

/** A change of one of the two clocks. */
export type ClockChange =
  | {
      /** Moves the services' clock on by so much, or back when below 0. */
      advanceSeconds: number;
    }
  | {
      /** Sets the services' clock. */
      set: Moment;
    }
  | {
      /** Makes the gateway's clock, which judges timestamps, fast by so much, or slow when below 0. */
      skewSeconds: number;
    };

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
export type JobMove =
  | {
      /** The stage that it is in from now on, whichever it was in. */
      statusCode: JobStage;
    }
  | {
      /** The stage that follows on the present one. An error in the last one. */
      step: true;
    };

/** What an inspection has come to: malware, nothing, or an error. */
export type FileResult = "M" | "N" | "E";

/** Where an inspection goes: in progress, completed, failed or excluded. */
export interface FileMove {
  /** "IPRG" (in progress), "CMPL" (completed), "ERR" (failed) or "EXCN" (excluded). */
  statusCode: "IPRG" | "CMPL" | "ERR" | "EXCN";
  /** What is found: "M" (malware), "N" (nothing) or "E" (an error). Default: what it would have come to anyway. */
  resultCode?: FileResult;
}

/** A job that is there from the start. */
export interface SeededJob {
  /** Where the scan starts: an http or https URL. */
  startUrl: string;
  /** The stage that it is in. Default 12: it waits to collect URLs. */
  statusCode?: JobStage;
  /** What createJob was told as `Memo`. Default "". */
  memo?: string;
  /** What it looks for. Default ["ALL"]. */
  vulnItems?: string[];
  /** The browser that the scanner says it is. Default "PC Chrome". */
  userAgent?: "Android" | "iPhone" | "PC Chrome" | "PC IE";
  /** When it entered its stage. Default: now. */
  at?: Moment;
}

/** What a scan of a URL comes to. */
export type ScanOutcome =
  | {
      /** Findings of high risk, up to 10,000. Default 0. */
      high?: number;
      /** Findings of medium risk, up to 10,000. Default 0. */
      medium?: number;
      /** Findings of low risk, up to 10,000. Default 0. */
      low?: number;
      /** URLs that it collects, up to 10,000. Default: follows from the URL's text. */
      urls?: number;
    }
  | {
      /** It fails while it collects URLs, or while it diagnoses them. */
      fails: "crawl" | "scan";
    }
  | {
      /** createJob refuses the URL with this code. */
      refuses: "160351" | "160353" | "160451" | "160452" | "160456" | "160457" | "169201";
    };

/** Counts at which File Safer notifies. */
export interface SeededThreshold {
  /** What is counted: "MAL" (malware found) or "ERR" (failed queries). */
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
  /** The list that it is in: that of getAVList, getDDoSList, getIDSList, getIPSList or getWAFList. */
  list: "av" | "ddos" | "ids" | "ips" | "waf";
  /** When it was detected. */
  date: Moment;
  /**
   * Fields of the event, as text. `ticketId`, `product`, `region`, `zoneName`, `platForm` and `vpcName` are filled in
   * where they are left out. Default: these alone.
   */
  fields?: Record<string, string>;
}

/** State to begin with. */
export interface Seed {
  /** Scans that were created already. They count as neither billed nor free. */
  jobs?: SeededJob[];
  /** What scans come to, by start URL. */
  findings?: Record<string, ScanOutcome>;
  /** When each filter notifies. */
  notifications?: {
    /** Hash Filter's. */
    hashfilter?: NotificationType;
    /** File Filter's. */
    filefilter?: NotificationType;
  };
  /** At which counts each filter notifies, in place of what it has. */
  thresholds?: {
    /** Hash Filter's. */
    hashfilter?: SeededThreshold[];
    /** File Filter's. */
    filefilter?: SeededThreshold[];
  };
  /** What Hash Filter knows as malware. */
  malware?: {
    /** A SHA-1 or an MD5. */
    hash: string;
    /** What it is the hash of: a file (default) or a URL's text. */
    group?: "file" | "url";
  }[];
  /** Files that were inspected already. */
  files?: {
    /** The text that is the file's content. */
    content: string;
    /** What was found: "M" (malware), "N" (nothing; default) or "E" (an error). */
    resultCode?: FileResult;
  }[];
  /** Events beside those of the last seven days that are there from the start. */
  events?: SeededEvent[];
}

/** When a filter notifies: never, at malware, at malware or an error, at an error, always. */
/** When File Safer notifies. */
export type NotificationType = "OFF" | "MAL" | "MAE" | "ERR" | "ALL";

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
  /** Headers of the answer beside those of the envelope, which they win over. */
  headers?: Record<string, string>;
  /** Seconds, or a date as the header has it. */
  retryAfter?: string | number;
}

/** What a fault does: an answer in place of the call's, or a true answer that is spoilt. */
export type FaultEffect =
  | AnswerEffect
  | {
      /** The true answer, so many milliseconds later; at most ten minutes. */
      delayMs: number;
    }
  | {
      /** Resets the connection without an answer. */
      drop: true;
    }
  | {
      /** A page of HTML in place of the answer. */
      html: true;
      /** Its HTTP status: 200 to 599. Default 200. */
      status?: number;
    }
  | {
      /** The true answer under this content type. */
      contentType: string;
    }
  | {
      /** Only the first so many bytes of the true answer. */
      truncate: number;
      /** True announces all bytes and ends the connection too early; false (default) makes the part a whole answer. */
      hangUp?: boolean;
    }
  | {
      /** The true answer in small pieces. */
      drip: {
        /** Bytes of a piece. */
        bytes: number;
        /** Milliseconds before each piece; at most ten minutes. */
        everyMs: number;
      };
    };

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
  /** What the client gets. */
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
  /** Only calls of this service, such as "wsc". Default: of all. */
  readonly service?: string;
  /** Only calls of this operation, such as "createJob". Default: of all. */
  readonly operation?: string;
}

/** A call and how it was answered. */
export interface JournalEntry {
  /** Also the answer's x-ncp-apigw-request-id. */
  requestId: string;
  /** By the services' clock, ISO 8601. */
  time: string;
  /** "wsc", "filesafer", "securitymonitoring" or "sts". */
  service: string;
  /** The API's own name of the call, such as "createJob". */
  operation: string;
  /** HTTP method. */
  method: string;
  /** As it came, without the query. */
  path: string;
  /** As it came, without the question mark; empty where there is none. */
  query: string;
  /** HTTP status of the answer; null when a fault cut the connection instead. */
  status: number | null;
  /** Code of the answer; null where it has none. */
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
  /** Always "ok": an emulator that is not answers nothing. */
  readonly status: "ok";
  /** How long a job stays in each of its stages. */
  readonly pace: Pace;
  /** The services' time, ISO 8601. */
  readonly now: string;
  /** Jobs that wait or run, and all of them. */
  readonly jobs: {
    /** Those that wait, run or are being stopped. */
    readonly active: number;
    /** All that there are. */
    readonly total: number;
  };
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
  /** What there is: the time, the jobs and what they would have cost. */
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
  /** Moves or sets the services' clock, or makes the gateway's clock wrong. */
  clock(change: ClockChange): {
    /** The services' time, ISO 8601. */
    now: string;
  };
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
  /** Adds state: jobs, findings by URL, settings, malware, files, events. */
  seed(state: Seed): {
    /** The numbers of its jobs, in their order. */
    jobs: number[];
  };
  /** Puts a job into a stage, as somebody in the console or NCP itself would. */
  moveJob(
    instanceNo: number,
    move: JobMove,
  ): {
    /** The job's number. */
    instanceNo: number;
    /** The stage that it is in now. */
    statusCode: number;
  };
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
  /** The same, at the end of a block with `await using emulator = await startEmulator()`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** How the emulator is set up, and which reading of the documents it takes where they leave one open. */
export interface EmulatorOptions {
  /** Default 0: any free port. */
  port?: number;
  /**
   * The IP address to listen on; `"0.0.0.0"` or `"::"` for all that this machine has. For any but
   * loopback a warning goes to standard error, because others may then reach it. Default `"127.0.0.1"`.
   */
  host?: string;
  /** Names and addresses under which the controls may be called too, beside loopback and `host`. Default: none. */
  allowHosts?: readonly string[];
  /** A file that keeps the state from one emulator to the next. Default: memory. */
  data?: string;
  /** Default `demoCredentials`. */
  credentials?: Credentials;
  /** Further key pairs of the same account. Default: none. */
  otherKeys?: readonly Credentials[];
  /** The account's name in the address of its sign-in page. Default `"emulator"`. */
  account?: string;
  /**
   * How long a job stays in each of its stages: `"instant"` (it is done when first looked at), a
   * number of seconds, or `"manual"` (until a control moves it). Default: what the file remembers,
   * else `"instant"`.
   */
  pace?: Pace;
  /** False writes a line to standard error for each call. Default true. */
  quiet?: boolean;
  /** The machine's time in epoch milliseconds. Default `Date.now`. */
  clock?: () => number;
  /** HTTP status of WSC's service errors: `"new"`, 400 or 401 (default), or `"old"`, 200. Both are documented. */
  dialect?: "new" | "old";
  /** What createJob answers under `resources`: null (default), or the new job's number. */
  createJobReply?: "null" | "instanceNo";
  /** What a call of File Safer without an API key gets: an answer (default), or code 200 or 210. */
  missingApiKey?: "accepted" | "200" | "210";
  /** Form of the dates in lists: as documented (default), or epoch milliseconds as numbers. */
  dates?: "text" | "number";
  /** How much there may be of some things. */
  limits?: {
    /** Jobs that may wait at once. Default 10. */
    waitingJobs?: number;
    /** Re-diagnoses that a job allows. Default 3. */
    rescans?: number;
    /** Thresholds that a filter holds: one a notification type (default), or a single one. */
    thresholdEntries?: "perType" | "single";
  };
}
