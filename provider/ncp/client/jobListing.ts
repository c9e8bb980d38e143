import type { JobList, JobRecord, StatusCode, UnreadableJob } from "../api/wsc/schemas";
import { ServiceError } from "../errors";
import type { Client } from ".";
import { describeJobPages, pickReadable, pickUnreadable } from "./jobPages";
import { readAllPages, readUntilWhole, walk } from "./paging";

export interface Criteria {
  searchType: "url" | "memo";
  searchKeyword: string;
  statusCode: StatusCode | null;
}

const pageSize = 100;

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
    const isSought = (job: Pick<UnreadableJob, "instanceNo">) => job.instanceNo === instanceNo;
    // A row whose number cannot be read may be the one.
    const mayBeSought = (row: UnreadableJob) => row.instanceNo === undefined || isSought(row);
    const [found] = await this.filter(isSought, { most: 1, maxAge, mustBeReadable: mayBeSought });
    return found;
  }

  /** The jobs of a complete listing that pass; as soon as there are `most` of them, it is not read on. */
  async filter(passes: (job: JobRecord) => boolean, options: Filter = {}): Promise<JobRecord[]> {
    return readUntilWhole(async () => {
      const shared = this.sharedWalk(options.maxAge ?? 0);
      try {
        return await shared.filter(passes, options);
      } catch (error) {
        if (this.walk === shared) this.forget();
        throw error;
      }
    });
  }

  /** Every job that matches; rows that cannot be read are left out unless they matter. */
  async search(
    criteria: Criteria,
    { mustBeReadable }: Pick<Filter, "mustBeReadable"> = {},
  ): Promise<JobRecord[]> {
    const { rows } = await readAllPages(
      describeJobPages("searchJobs", (page) =>
        this.client.wsc.searchJobs({ ...criteria, limit: pageSize, page }),
      ),
    );
    requireReadable("searchJobs", pickUnreadable(rows), mustBeReadable);
    return pickReadable(rows);
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

/** What is asked of a listing beside its jobs. */
interface Filter {
  readonly most?: number;
  /** How old rows may be, in milliseconds. */
  readonly maxAge?: number;
  /** Rows without which nothing can be concluded. Default: none. */
  readonly mustBeReadable?: (row: UnreadableJob) => boolean;
}

function requireReadable(
  operation: string,
  rows: readonly UnreadableJob[],
  matters: Filter["mustBeReadable"] = () => false,
): void {
  const odd = rows.find(matters);
  if (odd === undefined) return;
  const whose = odd.instanceNo === undefined ? "a row" : `the row of scan job ${odd.instanceNo}`;
  throw new ServiceError(`${whose} of the listing is not what the documents describe: ${odd.problem}`, {
    service: "wsc",
    operation,
    hint: "Nothing was concluded from it; if it happens again, please report it with this message",
  });
}

/** One pass over the pages of a listing; each page is asked for once, by whoever needs it first. */
class SharedWalk {
  private readonly pages: Promise<JobList>[] = [];
  private asking = 0;
  private shared = false;

  constructor(
    private readonly fetch: (page: number) => Promise<JobList>,
    private readonly startedAt: number,
  ) {}

  /** True while it is under way, a little longer when several shared it, and as long as the asker bears. */
  mayServe(now: number, maxAge: number): boolean {
    return this.asking > 0 || (now - this.startedAt <= burst && this.shared) || now - this.startedAt < maxAge;
  }

  async filter(passes: (job: JobRecord) => boolean, options: Filter): Promise<JobRecord[]> {
    this.asking += 1;
    this.shared ||= this.asking > 1;
    try {
      return await this.collect(passes, options);
    } finally {
      this.asking -= 1;
    }
  }

  private async collect(
    passes: (job: JobRecord) => boolean,
    { most = Number.POSITIVE_INFINITY, mustBeReadable }: Filter,
  ): Promise<JobRecord[]> {
    const found: JobRecord[] = [];
    const odd: UnreadableJob[] = [];
    for await (const { record_data, unreadable } of walk(
      describeJobPages("getJobs", (page) => this.page(page)),
    )) {
      found.push(...record_data.filter(passes));
      odd.push(...unreadable);
      if (found.length >= most) return found;
    }
    requireReadable("getJobs", odd, mustBeReadable);
    return found;
  }

  private page(page: number): Promise<JobList> {
    this.pages[page] ??= this.fetch(page);
    return this.pages[page];
  }
}
