import { summarize } from "../../../report/summary";
import { addDates } from "../../ncp/api/wsc/datedReport";
import { makePresentable } from "../../ncp/text";
import { readMessage } from "../kit/failure";
import type { Context } from "../kit/lifecycle";
import type { JobFacts } from "./outputs";
import { type ReportAnswer, readReport } from "./report";
import type { FilesOutcome } from "./reportFiles";

/** What has been read of a report, and written of it. */
export interface TakenReport {
  readonly answer?: ReportAnswer;
  readonly files?: FilesOutcome;
}

/** Adds to the reasons of a gate that holds what was found, as far as the report tells, and where to read more. */
export async function explain(
  ctx: Context,
  facts: JobFacts,
  reasons: readonly string[],
  taken: TakenReport,
): Promise<string[]> {
  if (reasons.length === 0 || facts.riskCounts === undefined) return [...reasons];
  const { report, problem } = await readReportOnce(ctx, facts, taken);
  const said = problem ?? describeFindings(report);
  const where = report === undefined ? undefined : describePlace(facts, taken);
  const held = [reasons.at(-1), said, where].filter((part) => part !== undefined).join("; ");
  return [...reasons.slice(0, -1), held];
}

/** How long an update that fails anyway may take for more words, in milliseconds. */
const patience = 10_000;

/** The counts have decided, so a report that cannot be read now changes nothing. */
async function readReportOnce(
  ctx: Context,
  facts: JobFacts,
  { answer }: TakenReport,
): Promise<ReportAnswer & { problem?: string }> {
  try {
    const now = answer ?? (await readReport(ctx, facts, ctx.clock(), AbortSignal.timeout(patience)));
    if (now === undefined) return { problem: "NCP has no report of it yet" };
    return now.report === undefined ? { problem: "NCP keeps its report no longer" } : now;
  } catch (error) {
    return { problem: `its report cannot be read now (${readMessage(error)})` };
  }
}

function describeFindings(report: ReportAnswer["report"]): string | undefined {
  const found = report === undefined ? undefined : summarize(addDates(report));
  return found === undefined ? undefined : `found ${makePresentable(found, [])}`;
}

function describePlace({ instanceNo }: JobFacts, { files }: TakenReport): string | undefined {
  if (files !== undefined && files.written.length > 0) return `the report is in ${files.written.join(", ")}`;
  if (files !== undefined && files.problems.length > 0) return undefined;
  return `reportFiles writes the report to files, and wsc.getReport({ instanceNo: ${instanceNo} }) reads it`;
}
