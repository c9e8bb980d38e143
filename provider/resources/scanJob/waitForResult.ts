import { PartialFailure, readMessage } from "../kit/failure";
import type { Context } from "../kit/lifecycle";
import { appearance } from "../kit/paidCall";
import { inProportion, pollUntil } from "../kit/poll";
import { explain, type TakenReport } from "./explain";
import type { ScanJobInputs } from "./inputs";
import { findWantedWait, hasReached, listUnmet, mayChange } from "./judge";
import { type JobFacts, readFacts, type ScanJobOutputs } from "./outputs";
import { findOwnRecord } from "./ownJobs";
import { noteProgressOf } from "./progress";
import { addReportCounts, readReport } from "./report";
import { type FilesOutcome, writeReportFiles } from "./reportFiles";

/**
 * Follows a job until it satisfies the program, cannot any more, or the deadline passes. Whatever
 * ends it, the job is not lost: a failure carries all that is known by then.
 */
export async function waitForResult(
  ctx: Context,
  id: string,
  inputs: ScanJobInputs,
  facts: JobFacts,
  deadline: number,
): Promise<ScanJobOutputs> {
  const record = { facts };
  let taken: TakenReport = {};
  try {
    if (!isDecided(inputs, facts)) await follow(ctx, inputs, record, deadline);
    taken = await takeReport(ctx, inputs, record, deadline);
  } catch (error) {
    throw new PartialFailure(id, composeOutputs(inputs, record.facts), [readMessage(error)], {
      cause: error,
    });
  }
  const outputs = composeOutputs(inputs, record.facts, taken.files);
  const held = await explain(ctx, record.facts, listUnmet(inputs, record.facts), taken);
  const reasons = [...held, ...(taken.files?.problems ?? [])];
  if (reasons.length > 0) throw new PartialFailure(id, outputs, reasons);
  return outputs;
}

/** Files that are not written are not recorded either: the next diff then sees that they are missing. */
function composeOutputs(inputs: ScanJobInputs, facts: JobFacts, files?: FilesOutcome): ScanJobOutputs {
  const reportFiles = files?.problems.length === 0 ? inputs.reportFiles : undefined;
  return { ...inputs, ...facts, reportFiles };
}

/** True when what is known already satisfies the program, or cannot come to satisfy it. */
function isDecided(inputs: ScanJobInputs, facts: JobFacts): boolean {
  if (!isSeen(facts)) return false;
  return listUnmet(inputs, facts).length === 0 || !mayChange(inputs, facts);
}

async function follow(
  ctx: Context,
  inputs: ScanJobInputs,
  record: { facts: JobFacts },
  deadline: number,
): Promise<void> {
  const note = noteProgressOf(ctx, inputs);
  const probe = async (interval: number) => {
    record.facts = await look(ctx, inputs, record.facts, interval / 2);
    note(record.facts);
    return isSeen(record.facts) &&
      (hasReached(findWantedWait(inputs), record.facts) || !mayChange(inputs, record.facts))
      ? true
      : undefined;
  };
  await pollUntil(ctx, deadline, probe, inProportion);
}

/** How long a gate, or files to be written, wait for the report of a scan that has completed, in milliseconds. */
const reportDelay = 60_000;

/** Reads a completed scan's report, once for its counts and for the files. */
async function takeReport(
  ctx: Context,
  inputs: ScanJobInputs,
  record: { facts: JobFacts },
  deadline: number,
): Promise<TakenReport> {
  const { facts } = record;
  if (facts.state !== "completed") return {};
  if (facts.riskCounts !== undefined && inputs.reportFiles === undefined) return {};
  const patient = inputs.gate !== undefined || inputs.reportFiles !== undefined;
  const until = patient ? Math.min(deadline, ctx.clock() + reportDelay) : ctx.clock();
  const answer = await readReport(ctx, facts, until);
  record.facts = addReportCounts(facts, answer);
  return { answer, files: await writeReportFiles(ctx, inputs, facts, answer) };
}

/** A look at the job, at rows that are at most `maxAge` milliseconds old. */
async function look(ctx: Context, inputs: ScanJobInputs, known: JobFacts, maxAge: number): Promise<JobFacts> {
  const job = await findOwnRecord(ctx, known, inputs, maxAge);
  if (job !== undefined) return readFacts(ctx, job, known, maxAge);
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
export async function addCounts(ctx: Context, facts: JobFacts, until: number): Promise<JobFacts> {
  if (facts.state !== "completed" || facts.riskCounts !== undefined) return facts;
  return addReportCounts(facts, await readReport(ctx, facts, until));
}
