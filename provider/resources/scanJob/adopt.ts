import { isoDate } from "../../ncp/api/fields";
import { InvalidInputError, NotFoundError } from "../../ncp/errors";
import type { Context, Stored } from "../kit/lifecycle";
import { showArgument } from "../kit/secretArguments";
import { isDisowned, isHeldByAnother } from "./holds";
import type { ScanJobInputs } from "./inputs";
import { hasFailed } from "./judge";
import { type JobFacts, readFacts, readNumbers, type ScanJobOutputs } from "./outputs";
import { findUnlessGone } from "./ownJobs";
import { showSite, toHostAndPort } from "./target";

/** The number that a new resource is told to adopt, unless it is the one that had adopted it before it was replaced. */
export function findFirstAdoption(ctx: Context, inputs: ScanJobInputs): number | undefined {
  const { adopt } = inputs;
  if (!isDisowned(ctx, inputs)) return adopt;
  ctx.log(
    `scan job ${adopt} of ${showSite(ctx, inputs)} was adopted by the resource that is replaced, and is not adopted again: a new scan is started, which is billed`,
  );
  return undefined;
}

/** A number that the program has not asked to adopt before, and that is not the resource's job already. */
export function findNewAdoption(olds: Stored<ScanJobOutputs>, { adopt }: ScanJobInputs): number | undefined {
  return adopt === olds.adopt || adopt === olds.instanceNo ? undefined : adopt;
}

/** Starts from a job that exists, whoever made it, without a new scan. */
export async function adoptJob(
  ctx: Context,
  inputs: ScanJobInputs,
  instanceNo: number,
  holder?: string,
): Promise<JobFacts> {
  const job = await findUnlessGone(ctx, { instanceNo, startUrl: inputs.startUrl });
  if (job === undefined) {
    throw new NotFoundError(
      `adopt: there is no scan job ${showArgument(ctx, "adopt", String(instanceNo))} in this account`,
      {
        service: "wsc",
        hint: "Look the number up in the console or with wsc.searchJobs; without adopt, a new scan is started",
      },
    );
  }
  if (toHostAndPort(job.start_url) !== toHostAndPort(inputs.startUrl)) {
    throw new InvalidInputError(
      `adopt: scan job ${instanceNo} is of ${showSite(ctx, inputs, job.start_url)}, not of ${showSite(ctx, inputs)}`,
      {
        hint: "Give startUrl the URL of the job, or adopt another one",
      },
    );
  }
  const facts = await readFacts(ctx, job, { ...readNumbers(job), submittedAt: isoDate(job.start_date) });
  if (hasFailed(facts.state)) {
    throw new InvalidInputError(`adopt: scan job ${instanceNo} is ${facts.state}, and has no result`, {
      hint: "Without adopt, a new scan is started",
    });
  }
  if (isHeldByAnother(ctx, instanceNo, holder)) {
    ctx.log(
      `scan job ${instanceNo} of ${showSite(ctx, inputs)} is also the scan of another resource of this program: one of them that goes leaves it to the other`,
    );
  }
  return facts;
}
