import type { JobRecord } from "../../ncp/api/wsc/schemas";
import { ConflictError } from "../../ncp/errors";
import type { Context } from "../kit/lifecycle";
import type { ScanJobInputs } from "./inputs";
import { readSign } from "./marker";
import type { JobFacts } from "./outputs";
import { isActive } from "./state";
import { showSite, toHostAndPort } from "./target";

/** The jobs that bear a resource's sign and are younger than `after`, the newest first. */
export async function findOwnJobs(ctx: Context, resource: string, after: number): Promise<JobRecord[]> {
  const found = await ctx.jobs.search(
    { searchType: "memo", searchKeyword: `.${resource}.`, statusCode: null },
    { mustBeReadable: () => true },
  );
  return found
    .filter((job) => readSign(job) === resource && job.instanceNo > after)
    .sort((a, b) => b.instanceNo - a.instanceNo);
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

/** How long a listing must lack a job before that is believed, in milliseconds: one replica may lag behind another. */
const lag = 10_000;

/**
 * The record with a number, whosever it is; undefined where the job is gone by more than one listing. Rows of the
 * first may be up to `maxAge` milliseconds old.
 */
export async function findUnlessGone(
  ctx: Context,
  instanceNo: number,
  maxAge = 0,
): Promise<JobRecord | undefined> {
  const job = await ctx.jobs.find(instanceNo, maxAge);
  if (job !== undefined) return job;
  await ctx.sleep(lag, ctx.signal);
  return ctx.jobs.find(instanceNo);
}

/**
 * The record of the job that a resource has; undefined where it is gone, or where it had finished and is not listed
 * any more. Throws a ConflictError for a record that is another job's.
 */
export async function findOwnRecord(
  ctx: Context,
  known: JobFacts,
  owner: Owner,
  maxAge = 0,
): Promise<JobRecord | undefined> {
  const { instanceNo, state } = known;
  const mayBeGone = state === undefined || isActive(state);
  const job = await (mayBeGone ? findUnlessGone(ctx, instanceNo, maxAge) : ctx.jobs.find(instanceNo, maxAge));
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
