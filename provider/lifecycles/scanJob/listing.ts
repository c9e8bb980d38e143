import { ServiceError } from "../../gateway/errors";
import type { Client } from "../../services";
import type { JobList, JobRecord, StatusCode } from "../../services/wsc";

export interface Criteria {
  searchType: "url" | "memo";
  searchKeyword: string;
  statusCode: StatusCode | null;
}

const pageSize = 100;

/** How often a walk begins anew when rows move between pages under it. */
const attempts = 3;

type FetchPage = (page: number) => Promise<JobList>;

/** Rows that several asked for at once may serve those who ask up to so many milliseconds later. */
const burst = 900;

/**
 * The account's jobs, read in pages. NCP has no call for a single job, so everyone who asks for one
 * at about the same time shares the pages that were read: refreshing many resources, or waiting for
 * many scans, costs one listing. A single question always gets fresh rows.
 */
export class JobListing {
  private walk: Walk | undefined;

  constructor(
    private readonly client: Client,
    private readonly clock: () => number,
  ) {}

  /** Finds a job; undefined when a complete listing lacks it. */
  async find(instanceNo: number): Promise<JobRecord | undefined> {
    return retried(async () => {
      const walk = this.sharedWalk();
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
    const fetch: FetchPage = (page) => this.client.wsc.searchJobs({ ...criteria, limit: pageSize, page });
    return retried(() => new Walk(fetch, this.clock()).all());
  }

  /** To be called after every change, so that nobody reads rows from before it. */
  forget(): void {
    this.walk = undefined;
  }

  private sharedWalk(): Walk {
    const now = this.clock();
    if (!this.walk?.mayServe(now)) {
      this.walk = new Walk((page) => this.client.wsc.getJobs({ limit: pageSize, page }), now);
    }
    return this.walk;
  }
}

class RowsMoved extends ServiceError {}

async function retried<T>(walk: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await walk();
    } catch (error) {
      if (!(error instanceof RowsMoved) || attempt === attempts) throw error;
    }
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

  /** True while it is under way, and a little longer when several shared it. */
  mayServe(now: number): boolean {
    return this.asking > 0 || (this.shared && now - this.startedAt <= burst);
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

  async all(): Promise<JobRecord[]> {
    const all: JobRecord[] = [];
    for await (const rows of this.rows()) all.push(...rows);
    return all;
  }

  /** Yields each page; ends without an error only after as many rows as the listing says there are. */
  private async *rows(): AsyncGenerator<JobRecord[]> {
    const seen = new Set<number>();
    for (let page = 1; ; page++) {
      const list = await this.page(page);
      for (const row of list.record_data) seen.add(row.instanceNo);
      yield list.record_data;
      if (seen.size >= list.total_cnt) return;
      if (list.record_data.length === 0) throw incomplete(seen.size, list.total_cnt);
    }
  }

  private page(page: number): Promise<JobList> {
    this.pages[page] ??= this.fetch(page);
    return this.pages[page];
  }
}

function incomplete(seen: number, total: number): RowsMoved {
  return new RowsMoved(`the listing of jobs broke off after ${seen} of ${total} rows`, {
    service: "wsc",
    hint: "Nothing was concluded from it; try again",
  });
}
