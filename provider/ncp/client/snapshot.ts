import type { JobList, JobRecord } from "../api/wsc/schemas";
import { describeJobPages, type JobPage, type JobRow, partRows } from "./jobPages";
import { type Page, walk } from "./paging";

/** One pass over the pages of a listing; each page is asked for once, by whoever needs it first. */
export class Snapshot {
  readonly #pages: Promise<JobPage | undefined>[] = [];
  readonly #walk: AsyncGenerator<Page<JobList, JobRow>, void>;
  #readers = 0;
  #isWhole = false;
  #hasPaused = false;

  /** `index` tells snapshots that were begun earlier from later ones, also within one millisecond. */
  constructor(
    operation: string,
    fetch: (page: number) => Promise<JobList>,
    readonly index: number,
    readonly begunAt: number,
  ) {
    this.#walk = walk(describeJobPages(operation, fetch));
  }

  /** True while its first reader, or whoever joined him, still goes through its pages: none of them is old then. */
  get isUnderWay(): boolean {
    return this.#readers > 0 && !this.#hasPaused && !this.#isWhole;
  }

  /** True once it has been read to its end. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** The rows of page after page; ends where the pages are found to make a whole, and throws where they do not. */
  async *read(): AsyncGenerator<JobPage> {
    this.#readers += 1;
    try {
      for (let number = 0; ; number++) {
        const page = await this.#page(number);
        this.#isWhole ||= page === undefined;
        if (page === undefined) return;
        yield page;
      }
    } finally {
      this.#readers -= 1;
      this.#hasPaused ||= this.#readers === 0;
    }
  }

  async filterFirstPage(passes: (job: JobRecord) => boolean): Promise<JobRecord[]> {
    for await (const { record_data } of this.read()) return record_data.filter(passes);
    return [];
  }

  /** Parted once for all who read it; undefined behind the last one. */
  #page(number: number): Promise<JobPage | undefined> {
    this.#pages[number] ??= this.#walk
      .next()
      .then(({ done, value }) => (done ? undefined : partRows(value.rows)));
    return this.#pages[number];
  }
}
