import { hasCode } from "../../gateway/errors";
import { appearance } from "../appeared";
import { messageOf, PartialFailure } from "../failure";
import type { Context } from "../lifecycle";
import { poll } from "../poll";
import type { ScanJobInputs } from "./inputs";
import { hasReached, mayChange, unmet, wantedWait } from "./judge";
import { factsOf, type JobFacts, type RiskCounts, type ScanJobOutputs } from "./outputs";
import { requireOwn } from "./ownJobs";
import { progressNotes } from "./progress";

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
    if (isDecided(inputs, facts)) record.facts = await withCounts(ctx, facts, ctx.clock());
    else await follow(ctx, inputs, record, deadline);
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
  if (!isSeen(facts)) return false;
  return unmet(inputs, facts).length === 0 || !mayChange(inputs, facts);
}

async function follow(
  ctx: Context,
  inputs: ScanJobInputs,
  record: { facts: JobFacts },
  deadline: number,
): Promise<void> {
  const note = progressNotes(ctx, inputs);
  await poll(ctx, deadline, async (interval) => {
    record.facts = await look(ctx, inputs, record.facts, interval / 2);
    note(record.facts);
    return isSeen(record.facts) &&
      (hasReached(wantedWait(inputs), record.facts) || !mayChange(inputs, record.facts))
      ? true
      : undefined;
  });
  const until = inputs.gate === undefined ? ctx.clock() : Math.min(deadline, ctx.clock() + reportDelay);
  record.facts = await withCounts(ctx, record.facts, until);
}

/** How long a gate waits for the report of a scan that has completed, in milliseconds. */
const reportDelay = 60_000;

/** A look at the job, at rows that are at most `maxAge` milliseconds old. */
async function look(ctx: Context, inputs: ScanJobInputs, known: JobFacts, maxAge: number): Promise<JobFacts> {
  const job = await ctx.memory.jobs.find(known.instanceNo, maxAge);
  if (job !== undefined) {
    requireOwn(job, known, inputs);
    return factsOf(ctx, job, known);
  }
  if (isNew(ctx, known)) return known;
  throw new Error(
    `scan job ${known.instanceNo} is not in NCP's listing any more: \`pulumi refresh\` forgets it if it was active, and the next \`pulumi up\` scans again`,
  );
}

function isSeen({ state }: JobFacts): boolean {
  return state !== undefined;
}

/** A job that was just submitted may take a moment to appear. */
function isNew(ctx: Context, { state, submittedAt }: JobFacts): boolean {
  return (
    state === undefined && submittedAt !== undefined && ctx.clock() - Date.parse(submittedAt) < appearance
  );
}

/** Adds the counts of a completed job's report, unless they are known. A report that is not there yet is waited for. */
export async function withCounts(ctx: Context, facts: JobFacts, until: number): Promise<JobFacts> {
  if (facts.state !== "completed" || facts.riskCounts !== undefined || facts.resultAction === "expired")
    return facts;
  const report = await poll(ctx, until, () => riskCounts(ctx, facts.instanceNo));
  return { ...facts, riskCounts: report?.counts };
}

/** The counts of a report, undefined inside where it cannot be read; undefined where there is no report yet. */
async function riskCounts(ctx: Context, instanceNo: number): Promise<{ counts?: RiskCounts } | undefined> {
  try {
    const { Classify_byRisk_Level: level } = await ctx.client.wsc.getReport({ instanceNo });
    return {
      counts: level && { total: level.Total, high: level.High, medium: level.Medium, low: level.Low },
    };
  } catch (error) {
    if (hasCode(error, "901")) return undefined;
    if (hasCode(error, "160701")) return {};
    throw error;
  }
}
