import { summaryOf } from "../../../report";
import { presentable } from "../../gateway/text";
import { datedReport } from "../../services/wsc";
import type { Context } from "../lifecycle";
import type { JobFacts } from "./outputs";
import { type ReportAnswer, readReport } from "./report";
import type { FilesOutcome } from "./reportFiles";

/** What has been read of a report, and written of it. */
export interface Reading {
  readonly answer?: ReportAnswer;
  readonly files?: FilesOutcome;
}

/** Adds to the reasons of a gate that holds what was found, as far as the report tells, and where to read more. */
export async function explain(
  ctx: Context,
  facts: JobFacts,
  reasons: readonly string[],
  { answer, files }: Reading,
): Promise<string[]> {
  if (reasons.length === 0 || facts.riskCounts === undefined) return [...reasons];
  const { report } = answer ?? (await readAgain(ctx, facts));
  const found = report === undefined ? undefined : summaryOf(datedReport(report));
  const named = found === undefined ? [] : [`found ${presentable(found, [])}`];
  const held = [reasons.at(-1), ...named, ...whereToRead(facts, files)].join("; ");
  return [...reasons.slice(0, -1), held];
}

/** The counts decide without it, so a report that cannot be read now is only not told of. */
async function readAgain(ctx: Context, facts: JobFacts): Promise<ReportAnswer> {
  return (await readReport(ctx, facts, ctx.clock()).catch(() => undefined)) ?? {};
}

function whereToRead({ instanceNo }: JobFacts, { written, problems }: FilesOutcome = noFiles): string[] {
  if (written.length > 0) return [`the report is in ${written.join(", ")}`];
  if (problems.length > 0) return [];
  return [
    `reportFiles writes the report to files, and wsc.getReport({ instanceNo: ${instanceNo} }) reads it`,
  ];
}

const noFiles: FilesOutcome = { written: [], problems: [] };
