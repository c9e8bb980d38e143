import type { Job } from "../../support/remote";
import { day } from "../../support/time";
import type { World } from "../../support/world";
import type { ScanChoice } from "./sequence";

/** How the scan of one resource comes about: not at all, paid for, or as a free re-diagnosis. */
export type Expected = "none" | "billed" | "free";

/** What the model knows of one scan: what the program asks for, and which jobs have answered it. */
export class ScanModel {
  /** What the jobs so far were asked for; undefined before there is one. */
  #asked: ScanChoice | undefined;
  #job = 0;
  #master = 0;
  /** The latest look at the job, which outlives its record. */
  #seen: Job | undefined;
  /** Whether the latest job is the resource's first, made under the name that it still has. */
  #isOfThisName = false;

  constructor(
    private readonly world: World,
    readonly startUrl: string,
    public choice: ScanChoice,
  ) {}

  /** The latest job, and the one whose re-diagnoses are in use. */
  get numbers(): [number, number] {
    return [this.#job, this.#master];
  }

  /** The jobs that end while the next update waits for them. */
  get ending(): number[] {
    return this.#job !== 0 && this.#rerun() ? [this.#job] : [];
  }

  get isActive(): boolean {
    return this.world.remote.activeJobs().some((job) => job.instanceNo === this.#job);
  }

  /** True while a scan of the same name would find the job as one that it might have asked for itself. */
  get isTakenOver(): boolean {
    return this.isActive && this.#isOfThisName;
  }

  rename(): void {
    this.#isOfThisName = false;
  }

  /** Another resource of the same site, perhaps in another account: what was there before does not count for it. */
  anew(world = this.world): ScanModel {
    return new ScanModel(world, this.startUrl, this.choice);
  }

  /** What an update has to do; to be asked after a refresh would have seen everything. */
  expected(): Expected {
    this.#look();
    if (this.#asked === undefined || this.#asked.userAgent !== this.choice.userAgent) return "billed";
    if (!this.#rerun()) return "none";
    return this.choice.rescan === "auto" && this.#isRediagnosable() ? "free" : "billed";
  }

  /** Notes what came of it. */
  done(expected: Expected, newest: Job | undefined): void {
    this.#asked = this.choice;
    if (expected === "none" || newest === undefined) return;
    this.#isOfThisName = this.#job === 0;
    this.#job = newest.instanceNo;
    this.#seen = newest;
    if (expected === "billed") this.#master = newest.instanceNo;
  }

  /** A job that vanished while it was active is forgotten; a finished one is remembered as it was. */
  #look(): void {
    const found = this.#find(this.#job);
    if (found !== undefined) this.#seen = found;
    else if (this.#seen?.endedAt === null) this.#asked = undefined;
  }

  #rerun(): boolean {
    if (this.#asked === undefined || this.#seen === undefined) return false;
    const { stage, endedAt } = this.#seen;
    const { release, rerunOnFailure, maxAge } = this.choice;
    const failed = [5, 15, 91, 93].includes(stage);
    const overAge = maxAge === "30d" && endedAt !== null && this.world.now() - endedAt > 30 * day;
    return this.#asked.release !== release || (rerunOnFailure && failed) || overAge;
  }

  /** The conditions of a re-diagnosis, as the documents have them. */
  #isRediagnosable(): boolean {
    const master = this.#find(this.#master);
    // One that is active ends while the update waits for it.
    if (master === undefined || (master.stage !== 4 && master.endedAt !== null)) return false;
    const used = this.world.remote.jobs().filter((job) => job.masterInstanceNo === this.#master).length;
    return this.world.now() - (master.endedAt ?? this.world.now()) <= 60 * day && used < 3;
  }

  #find(instanceNo: number): Job | undefined {
    return this.world.remote.jobs().find((job) => job.instanceNo === instanceNo);
  }
}
