import { hasCode } from "../../gateway/errors";
import { messageOf, PartialFailure } from "../failure";
import type { Context } from "../lifecycle";
import { poll } from "../poll";
import type { ScanJobInputs } from "./inputs";
import { hasReached, mayChange, unmet, wantedWait } from "./judge";
import { factsOf, type JobFacts, type RiskCounts, type ScanJobOutputs } from "./outputs";

/**
 * Follows a job until it satisfies the program, cannot any more, or the deadline passes. Whatever
 * ends it, the job is not lost: a failure carries all that is known by then.
 */
export async function settle(
  ctx: Context,
  id: string,
  inputs: ScanJobInputs,
  facts: JobFacts,
  deadline: number,
): Promise<ScanJobOutputs> {
  const record = { facts };
  try {
    if (!isDecided(inputs, facts)) await follow(ctx, inputs, record, deadline);
  } catch (error) {
    throw new PartialFailure(id, { ...inputs, ...record.facts }, [messageOf(error)], { cause: error });
  }
  const outputs = { ...inputs, ...record.facts };
  const reasons = unmet(inputs, record.facts);
  if (reasons.length > 0) throw new PartialFailure(id, outputs, reasons);
  return outputs;
}

/** True when what is known already satisfies the program, or cannot come to satisfy it. */
function isDecided(inputs: ScanJobInputs, facts: JobFacts): boolean {
  if (facts.state === undefined) return false;
  return unmet(inputs, facts).length === 0 || !mayChange(inputs, facts);
}

async function follow(
  ctx: Context,
  inputs: ScanJobInputs,
  record: { facts: JobFacts },
  deadline: number,
): Promise<void> {
  await poll(ctx, deadline, async () => {
    record.facts = await look(ctx, record.facts);
    noteProgress(ctx, inputs, record.facts);
    return hasReached(wantedWait(inputs), record.facts) || !mayChange(inputs, record.facts)
      ? true
      : undefined;
  });
}

/** One fresh look at the job, with its counts once it has completed. */
async function look(ctx: Context, known: JobFacts): Promise<JobFacts> {
  const job = await ctx.memory.jobs.find(known.instanceNo);
  if (job === undefined) {
    throw new Error(
      `scan job ${known.instanceNo} is not in NCP's listing any more: \`pulumi refresh\` forgets it if it was active, and the next \`pulumi up\` scans again`,
    );
  }
  return withCounts(ctx, await factsOf(ctx, job, known));
}

/** Adds the counts of a completed job's report, unless they are known. */
export async function withCounts(ctx: Context, facts: JobFacts): Promise<JobFacts> {
  if (facts.state !== "completed" || facts.riskCounts !== undefined || facts.resultAction === "expired")
    return facts;
  return { ...facts, riskCounts: await riskCounts(ctx, facts.instanceNo) };
}

async function riskCounts(ctx: Context, instanceNo: number): Promise<RiskCounts | undefined> {
  try {
    const { Classify_byRisk_Level: level } = await ctx.client.wsc.getReport({ instanceNo });
    return level && { total: level.Total, high: level.High, medium: level.Medium, low: level.Low };
  } catch (error) {
    // Not there yet, or not there any more: a gate on it is not met.
    if (hasCode(error, "901", "160701")) return undefined;
    throw error;
  }
}

function noteProgress(
  ctx: Context,
  inputs: ScanJobInputs,
  { instanceNo, state, progress = 0 }: JobFacts,
): void {
  if (wantedWait(inputs) !== "completed" || state === "completed") return;
  const quarter = Math.floor(progress / 25) * 25;
  ctx.log(`scan job ${instanceNo} of ${inputs.startUrl} is ${state}, ${quarter} % or more`);
}
