import { isObject } from "../../ncp/api/fields";
import type { JobRecord, UnreadableJob } from "../../ncp/api/wsc/schemas";
import { burst, type Look, type Scope } from "../../ncp/client/jobListing";
import { ConflictError } from "../../ncp/errors";
import type { Context } from "../kit/lifecycle";
import type { ScanJobInputs } from "./inputs";
import { readSign } from "./marker";
import type { JobFacts } from "./outputs";
import { findRecord, findStackScope, lag, type Whereabouts } from "./records";
import { isOver } from "./state";
import { showSite, toHostAndPort } from "./target";

/** How a resource's own jobs are looked for. */
type OwnLook = Pick<Look, "maxAge" | "most" | "newest">;

/** The jobs that bear a resource's sign and are younger than `after`, the newest first. */
export async function findOwnJobs(
  ctx: Context,
  sign: string,
  after: number,
  look: OwnLook,
): Promise<JobRecord[]> {
  return findSigned(ctx, findStackScope(ctx, sign), sign, after, look);
}

/** The same in all of the account, for a new job that no search finds. */
export function findOwnListed(ctx: Context, sign: string, after: number): Promise<JobRecord[]> {
  return findSigned(ctx, "account", sign, after, { most: 1 });
}

async function findSigned(
  ctx: Context,
  scope: Scope,
  sign: string,
  after: number,
  look: OwnLook,
): Promise<JobRecord[]> {
  const isSought = (job: JobRecord) => readSign(job) === sign && job.instanceNo > after;
  const mustBeReadable = (row: UnreadableJob) => mayBear(row, sign) && (row.instanceNo ?? after + 1) > after;
  const found = await ctx.jobs.filter(scope, isSought, { ...look, about: sign, mustBeReadable });
  return found.sort((a, b) => b.instanceNo - a.instanceNo);
}

/** A row that cannot be read is another's where its memo can. */
function mayBear({ row }: UnreadableJob, sign: string): boolean {
  return !isObject(row) || typeof row.memo !== "string" || row.memo.includes(sign);
}

/** What a resource has recorded of itself, as far as it identifies its job. */
type Owner = Partial<Pick<ScanJobInputs, "startUrl">>;

/**
 * A number alone does not make a job a resource's own: the record must be of the same target, and bear the
 * sign that the job bore when it became the resource's, or none if it bore none. A URL that cannot be read leaves
 * it to the sign.
 */
export function isOwn(job: JobRecord, sign: string | undefined, { startUrl }: Owner): boolean {
  if (startUrl === undefined || readSign(job) !== sign) return false;
  const target = toHostAndPort(job.start_url);
  return target === undefined ? sign !== undefined : target === toHostAndPort(startUrl);
}

/** A memo may hold anything; the sign in it tells no secret. */
function signWords(job: JobRecord): string {
  const sign = readSign(job);
  return sign === undefined ? "no sign in its memo" : `the sign ${sign} in its memo`;
}

/**
 * The record with a number, whosever it is; undefined where the job is gone by more than one listing. Rows of the
 * first may be up to `maxAge` milliseconds old.
 */
export async function findUnlessGone(
  ctx: Context,
  known: Whereabouts,
  maxAge = burst,
): Promise<JobRecord | undefined> {
  const job = await findRecord(ctx, known, maxAge);
  if (job !== undefined) return job;
  await ctx.sleep(lag, ctx.signal);
  return findRecord(ctx, known);
}

/**
 * The record of the job that a resource has; undefined where it is gone, or where it had ended and is not found any
 * more, which `findEnded` looks for. Throws a ConflictError for a record that is another job's.
 */
export async function findOwnRecord(
  ctx: Context,
  known: JobFacts,
  owner: Owner,
  maxAge = burst,
  findEnded: typeof findRecord = findRecord,
): Promise<JobRecord | undefined> {
  const { instanceNo, sign, state, submittedAt } = known;
  const whereabouts = { instanceNo, sign, submittedAt, startUrl: owner.startUrl };
  const find = isOver(state) ? findEnded : findUnlessGone;
  const job = await find(ctx, whereabouts, maxAge);
  if (job !== undefined) requireOwn(ctx, job, known, owner);
  return job;
}

/** Throws a ConflictError for a record that is not of the job that a resource has. */
function requireOwn(ctx: Context, job: JobRecord, known: JobFacts, owner: Owner): void {
  if (isOwn(job, known.sign, owner)) return;
  const shown = { ...owner, startUrl: owner.startUrl ?? "" };
  throw new ConflictError(
    `scan job ${known.instanceNo} is of ${showSite(ctx, shown, job.start_url)} with ${signWords(job)}, and not the scan of ${showSite(ctx, shown)} that was recorded under this number`,
    {
      service: "wsc",
      hint: "Check that the settings lead to the account in which it was made; `pulumi state delete` forgets it",
    },
  );
}
