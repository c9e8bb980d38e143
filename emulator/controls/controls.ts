import type { EmulatedAccount } from "../account/account";
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
  readonly #world: EmulatedAccount;

  constructor(world: EmulatedAccount) {
    this.#world = world;
  }

  health(): Health {
    const { clock, database, settings } = this.#world;
    settleTimedJobs(this.#world);
    const { pace } = settings.current;
    const jobs = { active: countJobsIn(database, activeStages), total: database.count("jobs") };
    const now = new Date(clock.now()).toISOString();
    return { status: "ok", pace, now, jobs, ...readCharges(database) };
  }

  reset(): void {
    this.#world.reset();
  }

  requests(filter: JournalFilter = {}): JournalEntry[] {
    return this.#world.journal.entries(parseOrRefuse(journalFilter, filter));
  }

  clearRequests(): void {
    this.#world.journal.clear();
  }

  connections(): number {
    return this.#world.connections;
  }

  advance(by: Advance): void {
    const { days = 0, hours = 0, minutes = 0, seconds = 0 } = parseOrRefuse(advance, by);
    this.clock({ advanceSeconds: ((days * 24 + hours) * 60 + minutes) * 60 + seconds });
  }

  clock(change: ClockChange): { now: string } {
    const { clock } = this.#world;
    const valid = parseOrRefuse(clockChange, change);
    if ("advanceSeconds" in valid) clock.advance(valid.advanceSeconds * 1000);
    else if ("set" in valid) clock.set(valid.set);
    else clock.skew(valid.skewSeconds * 1000);
    return { now: new Date(clock.now()).toISOString() };
  }

  pace(pace: Pace): void {
    const { pace: valid } = parseOrRefuse(paceChange, { pace });
    this.#world.database.transaction(() => {
      settleTimedJobs(this.#world);
      this.#world.settings.update(() => ({ pace: valid }));
      rebaseJobs(this.#world);
    });
  }

  settings(change: SettingsChange): void {
    const valid = parseOrRefuse(settingsChange, change);
    this.#world.settings.update(() => valid);
  }

  addCredentials(pair: Credentials): void {
    this.#world.keys.add(parseOrRefuse(credentials, pair));
  }

  faults(plan: FaultInput | readonly FaultInput[]): void {
    this.#world.faults.add(parseOrRefuse(faultList, { faults: Array.isArray(plan) ? plan : [plan] }).faults);
  }

  faultPlan(): PlannedFault[] {
    return this.#world.faults.list();
  }

  clearFaults(): void {
    this.#world.faults.clear();
  }

  seed(state: Seed): { jobs: number[] } {
    return plant(this.#world, parseOrRefuse(seed, state));
  }

  moveJob(instanceNo: number, move: JobMove): { instanceNo: number; statusCode: number } {
    const valid = parseOrRefuse(jobMove, move);
    return this.#world.database.transaction(() => {
      settleTimedJobs(this.#world);
      const job = this.#job(instanceNo);
      const stage = "step" in valid ? findNextStage(this.#world, job) : valid.statusCode;
      if (stage === undefined) throw new ControlError(`job ${instanceNo} is in its last stage, ${job.stage}`);
      return { instanceNo, statusCode: moveJob(this.#world, job, stage).stage };
    });
  }

  removeJob(instanceNo: number): void {
    this.#job(instanceNo);
    deleteJob(this.#world.database, instanceNo);
  }

  moveFile(sha1: string, move: FileMove): void {
    const { statusCode, resultCode } = parseOrRefuse(fileMove, move);
    const newest = findInspections(this.#world, "sha1", sha1).at(-1);
    if (newest === undefined) throw new ControlError(`no file with the SHA-1 ${sha1} was inspected`, 404);
    conclude(this.#world, newest, statusCode, resultCode ?? newest.verdict, this.#world.clock.now());
  }

  #job(instanceNo: number): Job {
    const job = findJob(this.#world.database, instanceNo);
    if (job === undefined) throw new ControlError(`there is no job ${instanceNo}`, 404);
    return job;
  }
}
