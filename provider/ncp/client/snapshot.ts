import type { JobList } from "../api/wsc/schemas";
import { describeJobPages } from "./jobPages";
import { walk } from "./paging";

/** One pass over the pages of a listing; each page is asked for once, by whoever needs it first. */
export class Snapshot {
  readonly #pages: Promise<IteratorResult<JobList, void>>[] = [];
  readonly #walk: AsyncGenerator<JobList, void>;
  #readers = 0;

  /** `index` tells snapshots that were begun earlier from later ones, also within one millisecond. */
  constructor(
    operation: string,
    fetch: (page: number) => Promise<JobList>,
    readonly index: number,
    readonly begunAt: number,
  ) {
    this.#walk = walk(describeJobPages(operation, fetch));
  }

  get isBeingRead(): boolean {
    return this.#readers > 0;
  }

  /** Page after page; ends where the pages are found to make a whole, and throws where they do not. */
  async *read(): AsyncGenerator<JobList> {
    this.#readers += 1;
    try {
      for (let number = 0; ; number++) {
        const { done, value } = await this.#page(number);
        if (done) return;
        yield value;
      }
    } finally {
      this.#readers -= 1;
    }
  }

  #page(number: number): Promise<IteratorResult<JobList, void>> {
    this.#pages[number] ??= this.#walk.next();
    return this.#pages[number];
  }
}
