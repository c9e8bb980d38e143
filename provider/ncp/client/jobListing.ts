import type { JobRecord, StatusCode, UnreadableJob } from "../api/wsc/schemas";
import { ServiceError } from "../errors";
import type { Client } from ".";
import { readUntilWhole } from "./paging";
import { Snapshot } from "./snapshot";
import { Submissions } from "./submissions";

/** What searchJobs is asked for. */
export interface Criteria {
  readonly searchType: "url" | "memo";
  readonly searchKeyword: string;
  readonly statusCode: StatusCode | null;
}

/** Which jobs a look goes through: all of the account, or those that a search finds. */
export type Scope = "account" | Criteria;

const fullPage = 100;

/** Rows that one has asked for serve those who ask up to so many milliseconds later. */
export const burst = 900;

/** How old rows may be for what one run asks once of each of its resources, in milliseconds. */
export const oneRun = 60_000;

/** What is asked of a look beside its jobs. */
export interface Look {
  /** As soon as so many jobs have passed, no further page is read. Default: all pages are. */
  readonly most?: number;
  /** So many of the newest rows are likely to hold them, and are read first where none are known. Default: no rows are. */
  readonly newest?: number;
  /** How old rows may be, in milliseconds. Default: `burst`. */
  readonly maxAge?: number;
  /** What must not have changed, to this process's knowledge, since the rows were asked for. */
  readonly about?: number | string;
  /** Rows without which nothing can be concluded. Default: none. */
  readonly mustBeReadable?: (row: UnreadableJob) => boolean;
}

/**
 * The account's jobs. NCP has no call for a single job, so everyone who asks for one at about the same time shares
 * the rows that were read: what a stack has is one search, however many of its resources ask.
 */
export class JobListing {
  readonly #latest = new Map<string, Snapshot>();
  /** The last ones that were read to their end, for who asks for all rows. Most others stop at what they look for. */
  readonly #whole = new Map<string, Snapshot>();
  /** Those of which only the first page is read, a small one. */
  readonly #newest = new Map<string, Snapshot>();
  readonly #changes = new Map<number | string, number>();
  #begun = 0;
  #isSearchDoubted = false;

  constructor(
    private readonly client: Client,
    private readonly clock: () => number,
    pause: (milliseconds: number) => Promise<void>,
  ) {
    this.submissions = new Submissions(clock, pause);
  }

  /** Calls that make jobs. */
  readonly submissions: Submissions;

  /** True once a search has missed a job that it should have found. */
  get isSearchDoubted(): boolean {
    return this.#isSearchDoubted;
  }

  doubtSearch(): void {
    this.#isSearchDoubted = true;
  }

  /** Finds a job by its number. That there is none is believed of rows only that were asked for just now. */
  async find(scope: Scope, instanceNo: number, maxAge = burst): Promise<JobRecord | undefined> {
    const found = await this.#findAmong(scope, instanceNo, maxAge);
    return found === undefined && maxAge > burst ? this.#findAmong(scope, instanceNo, burst) : found;
  }

  async #findAmong(scope: Scope, instanceNo: number, maxAge: number): Promise<JobRecord | undefined> {
    const isSought = (job: Pick<UnreadableJob, "instanceNo">) => job.instanceNo === instanceNo;
    // A row whose number cannot be read may be the one.
    const mustBeReadable = (row: UnreadableJob) => row.instanceNo === undefined || isSought(row);
    const look = { most: 1, maxAge, about: instanceNo, mustBeReadable };
    const [found] = await this.filter(scope, isSought, look);
    return found;
  }

  /** The jobs of a complete listing that pass; as soon as there are `most` of them, it is not read on. */
  async filter(scope: Scope, passes: (job: JobRecord) => boolean, look: Look = {}): Promise<JobRecord[]> {
    const key = JSON.stringify(scope);
    const { most = Number.POSITIVE_INFINITY } = look;
    const few = this.#chooseNewest(key, scope, look);
    const found = few && (await this.#read(key, few, () => few.filterFirstPage(passes)));
    if (found !== undefined && found.length >= most) return found;
    return readUntilWhole(() => {
      const snapshot = this.#findKnown(key, look) ?? this.#open(key, scope);
      return this.#read(key, snapshot, () => collect(snapshot, scope, passes, look));
    });
  }

  /** Rows that could not be read serve nobody else. */
  async #read<T>(key: string, snapshot: Snapshot, reading: () => Promise<T>): Promise<T> {
    try {
      return await reading();
    } catch (error) {
      for (const kept of [this.#latest, this.#newest]) if (kept.get(key) === snapshot) kept.delete(key);
      throw error;
    }
  }

  /** To be called after every change of a job, or of what bears a sign, so that nobody reads of it from before. */
  noteChange(about: number | string): void {
    this.#changes.set(about, this.#begun);
  }

  /** The newest few rows, where they are known best or have to be asked for; of no use to who wants all. */
  #chooseNewest(key: string, scope: Scope, look: Look): Snapshot | undefined {
    if (look.most === undefined) return undefined;
    const { newest = fullPage } = look;
    const [few, known] = [this.#newest.get(key), this.#findKnown(key, look)];
    if (few !== undefined && few.index > (known?.index ?? -1) && this.#mayServe(few, look)) return few;
    if (known !== undefined || newest >= fullPage) return undefined;
    const opened = this.#begin(scope, newest);
    this.#newest.set(key, opened);
    return opened;
  }

  #findKnown(key: string, look: Look): Snapshot | undefined {
    const [whole, latest] = [this.#whole.get(key), this.#latest.get(key)];
    const needsWhole = look.most === undefined && !latest?.isWhole;
    return (needsWhole ? [whole, latest] : [latest, whole]).find(
      (each) => each !== undefined && this.#mayServe(each, look),
    );
  }

  #open(key: string, scope: Scope): Snapshot {
    const latest = this.#latest.get(key);
    if (latest?.isWhole) this.#whole.set(key, latest);
    this.#forgetOld();
    const opened = this.#begin(scope, fullPage);
    this.#latest.set(key, opened);
    return opened;
  }

  #mayServe(snapshot: Snapshot, { maxAge = burst, about }: Pick<Look, "maxAge" | "about">): boolean {
    const changed = about === undefined ? 0 : (this.#changes.get(about) ?? 0);
    const isYoung = snapshot.isUnderWay || this.clock() - snapshot.begunAt <= maxAge;
    return isYoung && snapshot.index >= changed;
  }

  #begin(scope: Scope, limit: number): Snapshot {
    const { wsc } = this.client;
    const [operation, fetch] =
      scope === "account"
        ? (["getJobs", (page: number) => wsc.getJobs({ limit, page })] as const)
        : (["searchJobs", (page: number) => wsc.searchJobs({ ...scope, limit, page })] as const);
    return new Snapshot(operation, fetch, this.#begun++, this.clock());
  }

  /** Rows of a large account take room, and nobody asks for old ones. */
  #forgetOld(): void {
    for (const snapshots of [this.#latest, this.#whole, this.#newest])
      for (const [key, snapshot] of snapshots)
        if (!this.#mayServe(snapshot, { maxAge: oneRun })) snapshots.delete(key);
  }
}

async function collect(
  snapshot: Snapshot,
  scope: Scope,
  passes: (job: JobRecord) => boolean,
  { most = Number.POSITIVE_INFINITY, mustBeReadable }: Look,
): Promise<JobRecord[]> {
  const found: JobRecord[] = [];
  const odd: UnreadableJob[] = [];
  for await (const { record_data, unreadable } of snapshot.read()) {
    found.push(...record_data.filter(passes));
    odd.push(...unreadable);
    if (found.length >= most) return found;
  }
  requireReadable(scope === "account" ? "getJobs" : "searchJobs", odd, mustBeReadable);
  return found;
}

function requireReadable(
  operation: string,
  rows: readonly UnreadableJob[],
  matters: Look["mustBeReadable"] = () => false,
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
