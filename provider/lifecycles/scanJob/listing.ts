import type { Client } from "../../services";
import { BrokenListing, mostPages, readAllPages, untilWhole } from "../../services/paging";
import type { JobList, JobRecord, StatusCode } from "../../services/wsc";

export interface Criteria {
  searchType: "url" | "memo";
  searchKeyword: string;
  statusCode: StatusCode | null;
}

const pageSize = 100;

type FetchPage = (page: number) => Promise<JobList>;

/** Rows that several asked for at once may serve those who ask up to so many milliseconds later. */
const burst = 900;

/**
 * The account's jobs, read in pages. NCP has no call for a single job, so everyone who asks for one
 * at about the same time shares the pages that were read: refreshing many resources, or waiting for
 * many scans, costs one listing.
 */
export class JobListing {
  private walk: Walk | undefined;

  constructor(
    private readonly client: Client,
    private readonly clock: () => number,
  ) {}

  /**
   * Finds a job; undefined when a complete listing lacks it. A single question gets fresh rows,
   * unless it bears rows that are up to `maxAge` milliseconds old.
   */
  async find(instanceNo: number, maxAge = 0): Promise<JobRecord | undefined> {
    return untilWhole(async () => {
      const walk = this.sharedWalk(maxAge);
      try {
        return await walk.find(instanceNo);
      } catch (error) {
        if (this.walk === walk) this.forget();
        throw error;
      }
    });
  }

  /** Every job that matches. */
  async search(criteria: Criteria): Promise<JobRecord[]> {
    const { rows } = await readAllPages<JobList, JobRecord>({
      operation: { service: "wsc", name: "searchJobs" },
      fetch: (page) => this.client.wsc.searchJobs({ ...criteria, limit: pageSize, page }),
      rows: (list) => list.record_data,
      total: (list) => list.total_cnt,
    });
    return rows;
  }

  /** To be called after every change, so that nobody reads rows from before it. */
  forget(): void {
    this.walk = undefined;
  }

  private sharedWalk(maxAge: number): Walk {
    const now = this.clock();
    if (!this.walk?.mayServe(now, maxAge)) {
      this.walk = new Walk((page) => this.client.wsc.getJobs({ limit: pageSize, page }), now);
    }
    return this.walk;
  }
}

/** One pass over the pages of a listing; each page is asked for once, by whoever needs it first. */
class Walk {
  private readonly pages: Promise<JobList>[] = [];
  private asking = 0;
  private shared = false;

  constructor(
    private readonly fetch: FetchPage,
    private readonly startedAt: number,
  ) {}

  /** True while it is under way, a little longer when several shared it, and as long as the asker bears. */
  mayServe(now: number, maxAge: number): boolean {
    return this.asking > 0 || (now - this.startedAt <= burst && this.shared) || now - this.startedAt < maxAge;
  }

  async find(instanceNo: number): Promise<JobRecord | undefined> {
    this.asking += 1;
    this.shared ||= this.asking > 1;
    try {
      return await this.seek(instanceNo);
    } finally {
      this.asking -= 1;
    }
  }

  private async seek(instanceNo: number): Promise<JobRecord | undefined> {
    for await (const rows of this.rows()) {
      const found = rows.find((row) => row.instanceNo === instanceNo);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Yields each page; ends without an error only after exactly as many rows as the listing says there are. */
  private async *rows(): AsyncGenerator<JobRecord[]> {
    const seen = new Set<number>();
    for (let page = 1; ; page++) {
      const list = await this.page(page);
      const before = seen.size;
      for (const row of list.record_data) seen.add(row.instanceNo);
      yield list.record_data;
      if (seen.size === list.total_cnt) return;
      if (seen.size === before || seen.size > list.total_cnt || page === mostPages)
        throw incomplete(seen.size, list.total_cnt);
    }
  }

  private page(page: number): Promise<JobList> {
    this.pages[page] ??= this.fetch(page);
    return this.pages[page];
  }
}

function incomplete(seen: number, total: number): BrokenListing {
  return new BrokenListing(`the listing of jobs broke off after ${seen} of ${total} rows`, {
    service: "wsc",
    operation: "getJobs",
    hint: "Nothing was concluded from it; try again",
  });
}
