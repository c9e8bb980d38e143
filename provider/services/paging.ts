import { ServiceError } from "../gateway/errors";
import type { Operation } from "./operation";

/** What a walk must know of a listing that comes in pages. */
export interface Listing<Answer, Row> {
  readonly operation: Pick<Operation, "service" | "name">;
  /** Asks for a page; the first is 1. */
  readonly fetch: (page: number) => Promise<Answer>;
  readonly rows: (answer: Answer) => readonly Row[];
  /** How many rows the answer says that all pages hold together. */
  readonly total: (answer: Answer) => number;
}

export interface WholeListing<Answer, Row> {
  /** The answer to the first page, for what it says beside the rows. */
  readonly first: Answer;
  readonly rows: Row[];
}

/** How often a walk begins anew when rows move between pages under it. */
const attempts = 3;

/** A listing that goes on longer has no end. */
export const mostPages = 1_000;

/** Pages that do not fit together: rows moved between them, or the service answered nonsense. */
export class BrokenListing extends ServiceError {}

/**
 * Reads every page of a listing. A walk counts only if every page named the same total and the rows
 * of all pages come to exactly that; anything else would look like a complete list and not be one.
 *
 * @throws ServiceError when the pages do not fit together three times in a row.
 */
export async function readAllPages<Answer, Row>(
  listing: Listing<Answer, Row>,
): Promise<WholeListing<Answer, Row>> {
  return untilWhole(() => walk(listing));
}

/** Walks anew, a few times, while the pages do not fit together. */
export async function untilWhole<Result>(walk: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await walk();
    } catch (error) {
      if (!(error instanceof BrokenListing) || attempt === attempts) throw error;
    }
  }
}

async function walk<Answer, Row>(listing: Listing<Answer, Row>): Promise<WholeListing<Answer, Row>> {
  const first = await listing.fetch(1);
  const total = listing.total(first);
  const rows = [...listing.rows(first)];
  let previous = listing.rows(first);
  for (let page = 2; rows.length < total; page++) {
    if (page > mostPages)
      throw broken(listing, rows.length, total, `more than ${mostPages} pages are not read`);
    const answer = await listing.fetch(page);
    const more = listing.rows(answer);
    const fault = faultOfPage(more, previous, listing.total(answer) - total);
    if (fault !== undefined) throw broken(listing, rows.length, total, `page ${page} ${fault}`);
    rows.push(...more);
    previous = more;
  }
  if (rows.length > total) throw broken(listing, rows.length, total, "there were more than that");
  return { first, rows };
}

function faultOfPage(
  rows: readonly unknown[],
  previous: readonly unknown[],
  growth: number,
): string | undefined {
  if (growth !== 0) return "named another total";
  if (rows.length === 0) return "was empty";
  return JSON.stringify(rows) === JSON.stringify(previous) ? "repeated the page before it" : undefined;
}

function broken<Answer, Row>(
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
