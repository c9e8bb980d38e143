import { ConflictError } from "../../gateway/errors";
import type { JobRecord } from "../../services/wsc";
import type { Context } from "../lifecycle";
import type { ScanJobInputs } from "./inputs";
import { resourceIn } from "./marker";
import type { JobFacts } from "./outputs";
import { isActive } from "./state";
import { shownSite, targetOf } from "./target";

/** The jobs that bear a resource's sign and are younger than `after`, the newest first. */
export async function ownJobs(ctx: Context, resource: string, after: number): Promise<JobRecord[]> {
  const found = await ctx.memory.jobs.search(
    { searchType: "memo", searchKeyword: `.${resource}.`, statusCode: null },
    { mustBeReadable: () => true },
  );
  return found
    .filter((job) => resourceIn(job) === resource && job.instanceNo > after)
    .sort((a, b) => b.instanceNo - a.instanceNo);
}

/** What a resource has recorded of itself, as far as it identifies its job. */
type Owner = Partial<Pick<ScanJobInputs, "startUrl" | "secretArguments">>;

/**
 * A number alone does not make a job a resource's own: the record must be of the same target, and bear the
 * sign that the job bore when it became the resource's, or none if it bore none. A URL that cannot be read leaves
 * it to the sign.
 */
export function isOwn(job: JobRecord, marker: string | undefined, { startUrl }: Owner): boolean {
  if (startUrl === undefined) return true;
  if (resourceIn(job) !== marker) return false;
  // A sign tells a first scan's target too; without both there is nothing to go by.
  return job.start_url === undefined ? marker !== undefined : targetOf(job.start_url) === targetOf(startUrl);
}

/** Throws a ConflictError for a record that is not of the job that a resource has. */
export function requireOwn(job: JobRecord, known: JobFacts, owner: Owner): void {
  if (isOwn(job, known.marker, owner)) return;
  const shown = { ...owner, startUrl: owner.startUrl ?? "" };
  throw new ConflictError(
    `scan job ${known.instanceNo} is of ${shownSite(shown, job.start_url)} with the memo "${job.memo ?? ""}", and not the scan of ${shownSite(shown)} that was recorded under this number`,
    {
      service: "wsc",
      hint: "Check that the settings lead to the account in which it was made; `pulumi state delete` forgets it",
    },
  );
}

/** How long a listing must lack a job before that is believed, in milliseconds: one replica may lag behind another. */
const lag = 10_000;

/** The record with a number, whosever it is; undefined where the job has ended or is gone, by more than one listing. */
export async function findUnlessGone(
  ctx: Context,
  { instanceNo, state }: JobFacts,
): Promise<JobRecord | undefined> {
  const job = await ctx.memory.jobs.find(instanceNo);
  if (job !== undefined || !(state === undefined || isActive(state))) return job;
  await ctx.sleep(lag, ctx.signal);
  return ctx.memory.jobs.find(instanceNo);
}
