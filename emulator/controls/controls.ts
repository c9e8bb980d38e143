import { type FaultInput, faultList } from "../faults/plan";
import { conclude, inspectionsOf } from "../filesafer/inspections";
import type { JournalEntry, JournalFilter } from "../journal";
import { type Credentials, credentials } from "../keys";
import type { Pace } from "../settings";
import type { World } from "../world";
import { deleteJob, findJob, type Job, jobsIn } from "../wsc/jobs";
import { moveJob, nextStage, rebaseJobs, settleTimedJobs } from "../wsc/life";
import { activeStages } from "../wsc/stages";
import { ControlError, parsed } from "./parsed";
import {
  type Advance,
  advance,
  type ClockChange,
  clockChange,
  type FileMove,
  fileMove,
  type JobMove,
  jobMove,
  journalFilter,
  paceChange,
  type Seed,
  type SettingsChange,
  seed,
  settingsChange,
} from "./schemas";
import { plant } from "./seed";

export interface Health {
  readonly status: "ok";
  readonly pace: Pace;
  /** The services' time, ISO 8601. */
  readonly now: string;
  readonly jobs: { readonly active: number; readonly total: number };
  /** createJob calls that NCP would have charged. */
  readonly billed: number;
  readonly freeRescans: number;
}

/** What a tester or a console user does to the account from outside of the API. The HTTP controls are these. */
export class Controls {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  health(): Health {
    const { clock, database, settings } = this.#world;
    settleTimedJobs(this.#world);
    const { pace, billed, freeRescans } = settings.current;
    const jobs = { active: jobsIn(database, activeStages).length, total: database.count("jobs") };
    return { status: "ok", pace, now: new Date(clock.now()).toISOString(), jobs, billed, freeRescans };
  }

  /** Back to the state of a new emulator: settings, clock, faults and journal too. */
  reset(): void {
    this.#world.reset();
  }

  /** What was asked and answered, oldest first. */
  requests(filter: JournalFilter = {}): JournalEntry[] {
    return this.#world.journal.entries(parsed(journalFilter, filter));
  }

  clearRequests(): void {
    this.#world.journal.clear();
  }

  /** Connections that clients have opened since the start. */
  connections(): number {
    return this.#world.connections;
  }

  /** Moves the services' clock on; the gateway's stays. */
  advance(by: Advance): void {
    const { days = 0, hours = 0, minutes = 0, seconds = 0 } = parsed(advance, by);
    this.clock({ advanceSeconds: ((days * 24 + hours) * 60 + minutes) * 60 + seconds });
  }

  /** Moves or sets the services' clock, or makes the gateway's clock wrong. Answers the services' time. */
  clock(change: ClockChange): { now: string } {
    const { clock } = this.#world;
    const valid = parsed(clockChange, change);
    if ("advanceSeconds" in valid) clock.advance(valid.advanceSeconds * 1000);
    else if ("set" in valid) clock.set(valid.set);
    else clock.skew(valid.skewSeconds * 1000);
    return { now: new Date(clock.now()).toISOString() };
  }

  /** What active jobs have behind them in their stage is forgotten: they begin it again at the new pace. */
  pace(pace: Pace): void {
    const { pace: valid } = parsed(paceChange, { pace });
    this.#world.database.transaction(() => {
      settleTimedJobs(this.#world);
      this.#world.settings.update(() => ({ pace: valid }));
      rebaseJobs(this.#world);
    });
  }

  settings(change: SettingsChange): void {
    const valid = parsed(settingsChange, change);
    this.#world.settings.update(() => valid);
  }

  /** Adds a key pair of the same account, as the console does; a known access key gets the new secret. */
  addCredentials(pair: Credentials): void {
    this.#world.keys.add(parsed(credentials, pair));
  }

  /** Adds lines to the plan of faults. */
  faults(plan: FaultInput | readonly FaultInput[]): void {
    this.#world.faults.add(parsed(faultList, { faults: Array.isArray(plan) ? plan : [plan] }).faults);
  }

  /** The plan, with how many calls each line has seen and struck. */
  faultPlan() {
    return this.#world.faults.list();
  }

  clearFaults(): void {
    this.#world.faults.clear();
  }

  /** Adds state: jobs, findings by URL, settings, malware, files, events. Answers the numbers of its jobs. */
  seed(state: Seed): { jobs: number[] } {
    return plant(this.#world, parsed(seed, state));
  }

  /** Puts a job into a stage, as somebody in the console or NCP itself would. */
  moveJob(instanceNo: number, move: JobMove): { instanceNo: number; statusCode: number } {
    const valid = parsed(jobMove, move);
    return this.#world.database.transaction(() => {
      settleTimedJobs(this.#world);
      const job = this.#job(instanceNo);
      const stage = "step" in valid ? nextStage(this.#world, job) : valid.statusCode;
      if (stage === undefined) throw new ControlError(`job ${instanceNo} is in its last stage, ${job.stage}`);
      return { instanceNo, statusCode: moveJob(this.#world, job, stage).stage };
    });
  }

  /** Makes a job vanish, which NCP itself has no call for. */
  removeJob(instanceNo: number): void {
    this.#job(instanceNo);
    deleteJob(this.#world.database, instanceNo);
  }

  /** Ends (or takes up again) the newest inspection of a file. */
  moveFile(sha1: string, move: FileMove): void {
    const { statusCode, resultCode } = parsed(fileMove, move);
    const newest = inspectionsOf(this.#world, "sha1", sha1).at(-1);
    if (newest === undefined) throw new ControlError(`no file with the SHA-1 ${sha1} was inspected`, 404);
    conclude(this.#world, newest, statusCode, resultCode ?? newest.verdict, this.#world.clock.now());
  }

  #job(instanceNo: number): Job {
    const job = findJob(this.#world.database, instanceNo);
    if (job === undefined) throw new ControlError(`there is no job ${instanceNo}`, 404);
    return job;
  }
}
