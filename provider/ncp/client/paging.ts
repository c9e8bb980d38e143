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
    const answers: Answer[] = [];
    for await (const answer of walk(listing)) answers.push(answer);
    const [first] = answers;
    if (first === undefined) throw describeBrokenWalk(listing, 0, 0, "there was no page");
    return { first, rows: answers.flatMap((answer) => [...listing.rows(answer)]) };
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

/**
 * Yields page after page, so that one who has found a row need not read on. It ends without an error only if
 * every page named the same total, no row came twice, and the rows of all pages come to exactly that total;
 * anything else would look like a complete list and not be one. A row that went while the pages were read, or a
 * replica that lags behind, shows in one of these.
 */
export async function* walk<Answer, Row>(listing: Listing<Answer, Row>): AsyncGenerator<Answer> {
  const seen = new Seen<Row>(listing.key);
  let total: number | undefined;
  for (let page = 1; page <= mostPages; page++) {
    const answer = await listing.fetch(page);
    const rows = listing.rows(answer);
    total ??= listing.total(answer);
    yield answer;
    const growth = listing.total(answer) - total;
    const fault = growth === 0 ? seen.add(rows) : "named another total";
    if (fault !== undefined) throw describeBrokenWalk(listing, seen.count, total, `page ${page} ${fault}`);
    if (seen.count > total) throw describeBrokenWalk(listing, seen.count, total, "there were more than that");
    if (seen.count === total) return;
    if (rows.length === 0) throw describeBrokenWalk(listing, seen.count, total, `page ${page} was empty`);
  }
  throw describeBrokenWalk(listing, seen.count, total ?? 0, `more than ${mostPages} pages are not read`);
}

/** The rows of a walk so far. */
class Seen<Row> {
  count = 0;
  readonly #keys = new Set<unknown>();
  #previous = "";

  constructor(private readonly key: ((row: Row) => unknown) | undefined) {}

  /** Says what is wrong with a further page, or nothing. */
  add(rows: readonly Row[]): string | undefined {
    if (this.#repeatsPage(rows)) return "repeated the page before it";
    if (this.#repeatsRow(rows)) return "repeated a row";
    this.count += rows.length;
    return undefined;
  }

  #repeatsRow(rows: readonly Row[]): boolean {
    const { key } = this;
    if (key === undefined) return false;
    const before = this.#keys.size;
    for (const row of rows) this.#keys.add(key(row));
    return this.#keys.size < before + rows.length;
  }

  #repeatsPage(rows: readonly Row[]): boolean {
    const text = JSON.stringify(rows);
    const isSame = rows.length > 0 && text === this.#previous;
    this.#previous = text;
    return isSame;
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
