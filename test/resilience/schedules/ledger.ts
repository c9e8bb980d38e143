import type { FakeEngine, Program, Recorded, RunResult } from "../../support/fakeEngine";
import type { Artefact } from "../../support/files";
import type { Job } from "../../support/remote";
import type { World } from "../../support/world";
import { isOthers } from "./crowd";
import { differs, isDemanded, type Scene } from "./demands";
import { Uploads } from "./uploads";

type State = ReadonlyMap<string, Recorded>;

interface Before extends Scene {
  readonly uploads: number;
  readonly requests: number;
}

/**
 * Keeps account of what is paid for, run by run. Each scan and each upload must answer a demand of
 * the program; the one documented exception is a scan whose answer was lost and that finished before
 * the next up, which is not taken over silently.
 */
export class Ledger {
  /** Every number that the state has ever held. */
  readonly #recorded = new Set<number>();
  readonly #uploads: Uploads;

  constructor(
    private readonly world: World,
    private readonly stack: FakeEngine,
    files: readonly Artefact[],
  ) {
    this.#uploads = new Uploads(world, files);
  }

  /** To be called with what a run is to bring about; with nothing before one that only looks. */
  before(program?: Program): Before {
    if (program !== undefined) this.#uploads.ask(program);
    return {
      jobs: this.#jobs(),
      now: this.world.now(),
      requests: this.world.emulator.requests().length,
      uploads: this.#uploads.sent(),
      state: new Map(this.stack.state),
    };
  }

  /** Active jobs that no state tells of: their answer was lost. */
  lost(): Job[] {
    const known = numbersIn(this.stack.state);
    return this.world.remote.activeJobs().filter((job) => !known.has(job.instanceNo));
  }

  /** Complaints about a run. */
  after(before: Before, program: Program, { killed }: RunResult): string[] {
    const fresh = this.world.remote.jobs().filter((job) => !before.jobs.has(job.instanceNo));
    for (const number of numbersIn(this.stack.state)) this.#recorded.add(number);
    const unrecorded = fresh.filter((job) => !this.#recorded.has(job.instanceNo));
    return [
      ...fresh
        .filter((job) => !isDemanded(job, before, program))
        .map((job) => `scan ${job.instanceNo} answers no demand`),
      ...repeated(fresh).map((url) => `${url} was scanned twice in one run`),
      ...(killed || this.#wasHidden(before)
        ? []
        : unrecorded.map((job) => `scan ${job.instanceNo} is in no state, though nothing hid its number`)),
      ...this.#survivors(before),
      ...this.#mistaken(),
      ...this.#uploads.superfluous(),
      ...this.#superfluousUploads(before, program),
    ];
  }

  #jobs(): Map<number, Job> {
    return new Map(this.world.remote.jobs().map((job) => [job.instanceNo, job]));
  }

  /** Scans that the state has given up, deleted or replaced by others, and that go on. */
  #survivors({ state }: Before): string[] {
    const known = numbersIn(this.stack.state);
    const given = [...numbersIn(state)].filter((number) => !known.has(number));
    const active = this.world.remote.activeJobs().filter((job) => given.includes(job.instanceNo));
    return active.map((job) => `scan ${job.instanceNo} outlives its resource`);
  }

  /** A scan whose re-diagnoses the state takes for another's: the next one would be paid for, though it is free. */
  #mistaken(): string[] {
    const jobs = this.#jobs();
    return [...this.stack.state.values()].flatMap(({ outputs: { instanceNo, masterInstanceNo } }) => {
      const job = jobs.get(Number(instanceNo));
      const master = job?.masterInstanceNo ?? job?.instanceNo;
      return job === undefined || master === masterInstanceNo
        ? []
        : [`scan ${job.instanceNo} is recorded as one of ${masterInstanceNo}, and is one of ${master}`];
    });
  }

  /** Complaints at the end, when every fault is over and the program has been brought about. */
  atEnd(): string[] {
    const { billed, freeRescans } = this.world.emulator.health();
    const jobs = this.world.remote.jobs().filter((job) => !isOthers(job));
    return [
      ...(billed + freeRescans === jobs.length
        ? []
        : [`${billed} billed and ${freeRescans} free make ${jobs.length} scans`]),
      ...this.lost().map((job) => `scan ${job.instanceNo} is an orphan`),
    ];
  }

  /** Whether a fault struck a call that tells the number of a new scan. */
  #wasHidden({ requests }: Before): boolean {
    return this.world.emulator
      .requests()
      .slice(requests)
      .some(
        ({ operation, fault }) =>
          fault !== null && ["createJob", "searchJobs", "getJobs"].includes(operation),
      );
  }

  #superfluousUploads(before: Before, program: Program): string[] {
    const sent = this.#uploads.sent() - before.uploads;
    const demands = Object.entries(program).filter(
      ([name, { type, args }]) =>
        type === "FileInspection" && differs(before.state.get(name), args, ["source", "triggers"]),
    ).length;
    return sent > demands ? [`${sent} uploads answer ${demands} demands`] : [];
  }
}

function repeated(jobs: readonly Job[]): string[] {
  const urls = jobs.map((job) => job.startUrl);
  return urls.filter((url, index) => urls.indexOf(url) < index);
}

function numbersIn(state: State): Set<number> {
  return new Set([...state.values()].map(({ outputs }) => Number(outputs.instanceNo)));
}
