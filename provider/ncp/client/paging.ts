import type { Operation } from "../api/operation";
import { ServiceError } from "../errors";

/** What a walk must know of a listing that comes in pages. */
export interface Listing<Answer, Row> {
  readonly operation: Pick<Operation, "service" | "name">;
  /** Asks for a page; the first is 1. */
  readonly fetch: (page: number) => Promise<Answer>;
  readonly rows: (answer: Answer) => readonly Row[];
  /** How many rows the answer says that all pages hold together. */
  readonly total: (answer: Answer) => number;
  /** What tells a row from all others, where something does. */
  readonly key?: (row: Row) => unknown;
}

export interface WholeListing<Answer, Row> {
  /** The answer to the first page, for what it says beside the rows. */
  readonly first: Answer;
  readonly rows: Row[];
}

/** How often a walk begins anew when rows move between pages under it. */
const attempts = 3;

/** A listing that goes on longer has no end. */
const mostPages = 1_000;

/** Pages that do not fit together: rows moved between them, or the service answered nonsense. */
export class BrokenListing extends ServiceError {}

/**
 * Reads every page of a listing.
 *
 * @throws BrokenListing when the pages do not fit together three times in a row.
 */
export async function readAllPages<Answer, Row>(
  listing: Listing<Answer, Row>,
): Promise<WholeListing<Answer, Row>> {
  return readUntilWhole(async () => {
    const pages: Page<Answer, Row>[] = [];
    for await (const page of walk(listing)) pages.push(page);
    const [first] = pages;
    if (first === undefined) throw describeBrokenWalk(listing, 0, 0, "there was no page");
    return { first: first.answer, rows: pages.flatMap((page) => page.rows) };
  });
}

/** Walks anew, a few times, while the pages do not fit together. */
export async function readUntilWhole<Result>(walkOnce: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await walkOnce();
    } catch (error) {
      if (!(error instanceof BrokenListing) || attempt === attempts) throw error;
    }
  }
}

/** A page of a walk: its answer, and those of its rows that no page before it had. */
export interface Page<Answer, Row> {
  readonly answer: Answer;
  readonly rows: Row[];
}

/**
 * Yields page after page, so that one who has found a row need not read on. It ends without an error only if the pages
 * come to exactly the total that they name, and no row came twice; anything else would look like a complete list and
 * not be one. A row that went while the pages were read, or a replica that lags behind, shows in one of these. Rows
 * that are added meanwhile push others to later pages at most: where rows can be told apart, as many may come twice as
 * the total has grown by.
 */
export async function* walk<Answer, Row>(
  listing: Listing<Answer, Row>,
): AsyncGenerator<Page<Answer, Row>, void> {
  const progress = new Progress<Row>(listing.key);
  for (let page = 1; page <= mostPages; page++) {
    const answer = await listing.fetch(page);
    const all = listing.rows(answer);
    const total = listing.total(answer);
    yield { answer, rows: progress.add(all) };
    const fault = progress.findFault(page, all, total);
    if (fault !== undefined) throw describeBrokenWalk(listing, progress.seen, total, fault);
    if (progress.passed === total) return;
  }
  throw describeBrokenWalk(
    listing,
    progress.seen,
    progress.seen,
    `more than ${mostPages} pages are not read`,
  );
}

/** How far a walk is. */
class Progress<Row> {
  /** Rows so far, those that came twice among them. */
  passed = 0;
  /** Rows so far. */
  seen = 0;
  #total: number | undefined;
  readonly #keys = new Set<unknown>();
  /** Only of rows that nothing tells from others. */
  #page = "";
  #isStale = false;

  constructor(private readonly key: ((row: Row) => unknown) | undefined) {}

  /** Adds a page, and answers those of its rows that none before it had. */
  add(rows: readonly Row[]): Row[] {
    const fresh = this.key === undefined ? this.#pickUnlessRepeated(rows) : this.#pickFresh(rows, this.key);
    this.#isStale = rows.length > 0 && fresh.length === 0;
    this.passed += rows.length;
    this.seen += fresh.length;
    return fresh;
  }

  /** Says what is wrong with the page that was added last, or nothing. */
  findFault(page: number, rows: readonly Row[], total: number): string | undefined {
    this.#total ??= total;
    const growth = total - this.#total;
    if (growth < 0 || (growth > 0 && this.key === undefined)) return `page ${page} named another total`;
    if (this.passed - this.seen > growth)
      return `page ${page} ${this.#isStale ? "had nothing new" : "repeated a row"}`;
    if (this.passed > total) return "there were more than that";
    return rows.length === 0 && this.passed < total ? `page ${page} was empty` : undefined;
  }

  #pickUnlessRepeated(rows: readonly Row[]): Row[] {
    const text = JSON.stringify(rows);
    const isRepeated = text === this.#page;
    this.#page = text;
    return isRepeated ? [] : [...rows];
  }

  #pickFresh(rows: readonly Row[], key: (row: Row) => unknown): Row[] {
    return rows.filter((row) => {
      const before = this.#keys.size;
      return this.#keys.add(key(row)).size > before;
    });
  }
}

function describeBrokenWalk<Answer, Row>(
  { operation: { service, name } }: Listing<Answer, Row>,
  seen: number,
  total: number,
  reason: string,
): BrokenListing {
  return new BrokenListing(`the listing broke off after ${seen} of ${total} rows: ${reason}`, {
    service,
    operation: name,
    hint: "Nothing was concluded from it; try again, or ask for single pages",
  });
}
