import type { JobRecord } from "../../ncp/api/wsc/schemas";
import { burst, type Criteria, type Scope } from "../../ncp/client/jobListing";
import type { Context } from "../kit/lifecycle";
import { markStackOf, readSign } from "./marker";
import { readHost } from "./target";

/** What is known of a job that is looked for. */
export interface Whereabouts {
  readonly instanceNo: number;
  /** The sign in its memo. */
  readonly sign?: string;
  readonly startUrl?: string;
  /** When this package has submitted it, in ISO 8601: a search may be slower than the listing to show a new one. */
  readonly submittedAt?: string;
}

/** How long NCP must lack a job before that is believed, in milliseconds: one replica may lag behind another. */
export const lag = 10_000;

/** The jobs of a stack, in one search that all of its resources share. */
export function findStackScope({ jobs }: Context, sign: string): Scope {
  return jobs.isSearchDoubted ? "account" : search("memo", markStackOf(sign));
}

/** The fewest jobs among which this one is found: those of its stack, else those of its target. */
export function findScope(ctx: Context, { sign, startUrl }: Omit<Whereabouts, "instanceNo">): Scope {
  if (sign !== undefined) return findStackScope(ctx, sign);
  return startUrl === undefined ? "account" : search("url", readHost(startUrl));
}

function search(searchType: Criteria["searchType"], searchKeyword: string): Criteria {
  return { searchType, searchKeyword, statusCode: null };
}

/** The record with a number where it is expected, in rows that may be up to `maxAge` milliseconds old. */
export function findNarrowly(
  ctx: Context,
  known: Whereabouts,
  maxAge = burst,
): Promise<JobRecord | undefined> {
  return ctx.jobs.find(findScope(ctx, known), known.instanceNo, maxAge);
}

/** The record with a number, wherever it is: a search finds text, so one that finds nothing proves nothing. */
export async function findRecord(
  ctx: Context,
  known: Whereabouts,
  maxAge = burst,
): Promise<JobRecord | undefined> {
  const expected = await findNarrowly(ctx, known, maxAge);
  if (expected !== undefined) return expected;
  const listed = await ctx.jobs.find("account", known.instanceNo);
  if (listed !== undefined && shouldBeFound(ctx, listed, known)) doubtSearch(ctx, listed);
  return listed;
}

function shouldBeFound(ctx: Context, listed: JobRecord, { sign, submittedAt }: Whereabouts): boolean {
  const isSigned = sign !== undefined && readSign(listed) === sign;
  return isSigned && !(submittedAt !== undefined && ctx.clock() - Date.parse(submittedAt) < lag);
}

/** That a search finds every memo that holds a text is inferred. Where it does not, all jobs are gone through. */
export function doubtSearch(ctx: Context, { instanceNo }: JobRecord): void {
  if (ctx.jobs.isSearchDoubted) return;
  ctx.jobs.doubtSearch();
  ctx.log(
    `NCP's search by memo does not find scan job ${instanceNo}, which its listing has: from here on the whole listing is read instead, at more calls`,
  );
}
