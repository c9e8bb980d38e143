import "../provider/node";
import { World } from "./account/world";
import { RunningEmulator } from "./emulator";
import { loopback, warningOf } from "./hosts";
import { checkOptions } from "./options";
import type { Credentials, Emulator, Pace } from "./types";

export { ControlError } from "./controls/error";
export type * from "./types";

/** Accepted when no others are given. They open nothing but emulators. */
export const demoCredentials: Credentials = { accessKey: "demo-access-key", secretKey: "demo-secret-key" };

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
  /** Default {@link demoCredentials}. */
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

/** Starts NCP on this machine. Several may run at once, each with a state of its own. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  checkOptions(options);
  const { port = 0, host = loopback, allowHosts } = options;
  const { data, credentials = demoCredentials, clock = Date.now, quiet = true } = options;
  const log = quiet ? undefined : (line: string) => process.stderr.write(`${line}\n`);
  const { pace, dialect, createJobReply, missingApiKey, dates, limits } = options;
  const { otherKeys = [], account = "emulator" } = options;
  const settings = { pace, dialect, createJobReply, missingApiKey, dates, ...limits };
  const keys = [credentials, ...otherKeys] as const;
  const world = new World({ data, keys, account, settings, wall: clock, log });
  const emulator = await RunningEmulator.start(world, { port, host, allowHosts });
  const warning = warningOf(host, emulator.url);
  if (warning !== undefined) process.stderr.write(`${warning}\n`);
  return emulator;
}
