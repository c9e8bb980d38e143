import { InvalidInputError, NotFoundError } from "../../gateway/errors";
import { isoDate } from "../../services/fields";
import type { Context, Stored } from "../lifecycle";
import type { ScanJobInputs } from "./inputs";
import { hasFailed } from "./judge";
import { siteOf, targetOf } from "./occupant";
import { factsOf, type JobFacts, numbersOf, type ScanJobOutputs } from "./outputs";
import { withCounts } from "./settle";

/** The number that a new resource is told to adopt, unless the resource that it replaces had adopted it. */
export function adoptedFirst(ctx: Context, { adopt }: ScanJobInputs): number | undefined {
  return adopt === undefined || ctx.memory.disowned.has(adopt) ? undefined : adopt;
}

/** A number that the program has not asked to adopt before, and that is not the resource's job already. */
export function newlyAdopted(olds: Stored<ScanJobOutputs>, { adopt }: ScanJobInputs): number | undefined {
  return adopt === olds.adopt || adopt === olds.instanceNo ? undefined : adopt;
}

/** To be called when a resource is deleted, perhaps to be replaced by one with the same arguments. */
export function disown(ctx: Context, { adopt }: Stored<ScanJobOutputs>): void {
  if (adopt !== undefined) ctx.memory.disowned.add(adopt);
}

/** Starts from a job that exists, whoever made it, without a new scan. */
export async function adoptedJob(ctx: Context, inputs: ScanJobInputs, instanceNo: number): Promise<JobFacts> {
  const job = await ctx.memory.jobs.find(instanceNo);
  if (job === undefined) {
    throw new NotFoundError(`adopt: there is no scan job ${instanceNo} in this account`, {
      service: "wsc",
      hint: "Look the number up in the console or with wsc.searchJobs; without adopt, a new scan is started",
    });
  }
  if (targetOf(job.start_url) !== targetOf(inputs.startUrl)) {
    throw new InvalidInputError(
      `adopt: scan job ${instanceNo} is of ${siteOf(job.start_url)}, not of ${siteOf(inputs.startUrl)}`,
      {
        hint: "Give startUrl the URL of the job, or adopt another one",
      },
    );
  }
  const facts = await factsOf(ctx, job, { ...numbersOf(job), submittedAt: isoDate(job.start_date) });
  if (hasFailed(facts.state)) {
    throw new InvalidInputError(`adopt: scan job ${instanceNo} is ${facts.state}, and has no result`, {
      hint: "Without adopt, a new scan is started",
    });
  }
  ctx.memory.adopted.add(instanceNo);
  return withCounts(ctx, facts, ctx.clock());
}
