import type { Client } from "../../services";
import { type Listing, readAllPages, untilWhole, walk } from "../../services/paging";
import type { JobList, JobRecord, StatusCode } from "../../services/wsc";

export interface Criteria {
  searchType: "url" | "memo";
  searchKeyword: string;
  statusCode: StatusCode | null;
}

const pageSize = 100;

type JobPages = Listing<JobList, JobRecord>;

/** Rows that several asked for at once may serve those who ask up to so many milliseconds later. */
const burst = 900;

/**
 * The account's jobs, read in pages. NCP has no call for a single job, so everyone who asks for one
 * at about the same time shares the pages that were read: refreshing many resources, or waiting for
 * many scans, costs one listing.
 */
export class JobListing {
  private walk: SharedWalk | undefined;

  constructor(
    private readonly client: Client,
    private readonly clock: () => number,
  ) {}

  /**
   * Finds a job; undefined when a complete listing lacks it. A single question gets fresh rows,
   * unless it bears rows that are up to `maxAge` milliseconds old.
   */
  async find(instanceNo: number, maxAge = 0): Promise<JobRecord | undefined> {
    const [found] = await this.filter((job) => job.instanceNo === instanceNo, { most: 1, maxAge });
    return found;
  }

  /** The jobs of a complete listing that pass; as soon as there are `most` of them, it is not read on. */
  async filter(
    passes: (job: JobRecord) => boolean,
    { most = Number.POSITIVE_INFINITY, maxAge = 0 } = {},
  ): Promise<JobRecord[]> {
    return untilWhole(async () => {
      const shared = this.sharedWalk(maxAge);
      try {
        return await shared.filter(passes, most);
      } catch (error) {
        if (this.walk === shared) this.forget();
        throw error;
      }
    });
  }

  /** Every job that matches. */
  async search(criteria: Criteria): Promise<JobRecord[]> {
    const { rows } = await readAllPages(
      pagesOf("searchJobs", (page) => this.client.wsc.searchJobs({ ...criteria, limit: pageSize, page })),
    );
    return rows;
  }

  /** To be called after every change, so that nobody reads rows from before it. */
  forget(): void {
    this.walk = undefined;
  }

  private sharedWalk(maxAge: number): SharedWalk {
    const now = this.clock();
    if (!this.walk?.mayServe(now, maxAge)) {
      this.walk = new SharedWalk((page) => this.client.wsc.getJobs({ limit: pageSize, page }), now);
    }
    return this.walk;
  }
}

function pagesOf(name: string, fetch: JobPages["fetch"]): JobPages {
  return {
    operation: { service: "wsc", name },
    fetch,
    rows: (list) => list.record_data,
    total: (list) => list.total_cnt,
    key: (job) => job.instanceNo,
  };
}

/** One pass over the pages of a listing; each page is asked for once, by whoever needs it first. */
class SharedWalk {
  private readonly pages: Promise<JobList>[] = [];
  private asking = 0;
  private shared = false;

  constructor(
    private readonly fetch: JobPages["fetch"],
    private readonly startedAt: number,
  ) {}

  /** True while it is under way, a little longer when several shared it, and as long as the asker bears. */
  mayServe(now: number, maxAge: number): boolean {
    return this.asking > 0 || (now - this.startedAt <= burst && this.shared) || now - this.startedAt < maxAge;
  }

  async filter(passes: (job: JobRecord) => boolean, most: number): Promise<JobRecord[]> {
    this.asking += 1;
    this.shared ||= this.asking > 1;
    try {
      return await this.collect(passes, most);
    } finally {
      this.asking -= 1;
    }
  }

  private async collect(passes: (job: JobRecord) => boolean, most: number): Promise<JobRecord[]> {
    const found: JobRecord[] = [];
    for await (const { record_data } of walk(pagesOf("getJobs", (page) => this.page(page)))) {
      found.push(...record_data.filter(passes));
      if (found.length >= most) break;
    }
    return found;
  }

  private page(page: number): Promise<JobList> {
    this.pages[page] ??= this.fetch(page);
    return this.pages[page];
  }
}
