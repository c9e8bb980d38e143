import type { EmulatedAccount } from "../account/account";
import { turnClock } from "../account/clock";
import { Context } from "../account/context";
import { credentials } from "../account/keys";
import { faultList } from "../faults/plan";
import { conclude, findInspections } from "../services/filesafer/inspections";
import { readCharges } from "../services/wsc/charges";
import { countJobsIn, deleteJob, findJob, type Job } from "../services/wsc/jobs";
import { findNextStage, moveJob, rebaseJobs, settleTimedJobs } from "../services/wsc/life";
import { activeStages } from "../services/wsc/stages";
import type {
  Advance,
  ClockChange,
  Credentials,
  EmulatorControls,
  FaultInput,
  FileMove,
  Health,
  JobMove,
  JournalEntry,
  JournalFilter,
  Pace,
  PlannedFault,
  Seed,
  SettingsChange,
} from "../types";
import { ControlError } from "./error";
import { parseOrRefuse } from "./parsed";
import {
  advance,
  clockChange,
  fileMove,
  jobMove,
  journalFilter,
  paceChange,
  seed,
  settingsChange,
} from "./schemas";
import { plant } from "./seed";

/** The HTTP controls are these. */
export class Controls implements EmulatorControls {
  readonly #account: EmulatedAccount;

  constructor(account: EmulatedAccount) {
    this.#account = account;
  }

  health(): Health {
    const ctx = new Context(this.#account);
    settleTimedJobs(ctx);
    const { clock, database, settings } = ctx;
    const jobs = { active: countJobsIn(database, activeStages), total: database.count("jobs") };
    const now = new Date(clock.now()).toISOString();
    return { status: "ok", pace: settings.pace, now, jobs, ...readCharges(database) };
  }

  reset(): void {
    this.#account.reset();
  }

  requests(filter: JournalFilter = {}): JournalEntry[] {
    return this.#account.journal.entries(parseOrRefuse(journalFilter, filter));
  }

  clearRequests(): void {
    this.#account.journal.clear();
  }

  connections(): number {
    return this.#account.connections;
  }

  advance(by: Advance): void {
    const { days = 0, hours = 0, minutes = 0, seconds = 0 } = parseOrRefuse(advance, by);
    this.clock({ advanceSeconds: ((days * 24 + hours) * 60 + minutes) * 60 + seconds });
  }

  clock(change: ClockChange): { now: string } {
    const valid = parseOrRefuse(clockChange, change);
    const { settings, wall } = this.#account;
    settings.update((current) => turnClock(current, valid, wall()));
    return { now: new Date(new Context(this.#account).clock.now()).toISOString() };
  }

  pace(pace: Pace): void {
    const { pace: valid } = parseOrRefuse(paceChange, { pace });
    const { database, settings } = this.#account;
    database.transaction(() => {
      const ctx = new Context(this.#account);
      settleTimedJobs(ctx);
      settings.update(() => ({ pace: valid }));
      rebaseJobs(ctx);
    });
  }

  settings(change: SettingsChange): void {
    const valid = parseOrRefuse(settingsChange, change);
    this.#account.settings.update(() => valid);
  }

  addCredentials(pair: Credentials): void {
    this.#account.keys.add(parseOrRefuse(credentials, pair));
  }

  faults(plan: FaultInput | readonly FaultInput[]): void {
    this.#account.faults.add(
      parseOrRefuse(faultList, { faults: Array.isArray(plan) ? plan : [plan] }).faults,
    );
  }

  faultPlan(): PlannedFault[] {
    return this.#account.faults.list();
  }

  clearFaults(): void {
    this.#account.faults.clear();
  }

  seed(state: Seed): { jobs: number[] } {
    return plant(new Context(this.#account), parseOrRefuse(seed, state));
  }

  moveJob(instanceNo: number, move: JobMove): { instanceNo: number; statusCode: number } {
    const valid = parseOrRefuse(jobMove, move);
    return this.#account.database.transaction(() => {
      const ctx = new Context(this.#account);
      settleTimedJobs(ctx);
      const job = this.#job(instanceNo);
      const stage = "step" in valid ? findNextStage(ctx, job) : valid.statusCode;
      if (stage === undefined) throw new ControlError(`job ${instanceNo} is in its last stage, ${job.stage}`);
      return { instanceNo, statusCode: moveJob(ctx, job, stage).stage };
    });
  }

  removeJob(instanceNo: number): void {
    this.#job(instanceNo);
    deleteJob(this.#account.database, instanceNo);
  }

  moveFile(sha1: string, move: FileMove): void {
    const { statusCode, resultCode } = parseOrRefuse(fileMove, move);
    const ctx = new Context(this.#account);
    const newest = findInspections(ctx, "sha1", sha1).at(-1);
    if (newest === undefined) throw new ControlError(`no file with the SHA-1 ${sha1} was inspected`, 404);
    conclude(ctx, newest, statusCode, resultCode ?? newest.verdict, ctx.clock.now());
  }

  #job(instanceNo: number): Job {
    const job = findJob(this.#account.database, instanceNo);
    if (job === undefined) throw new ControlError(`there is no job ${instanceNo}`, 404);
    return job;
  }
}
