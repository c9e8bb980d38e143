import { wscCode } from "../../ncp/api/wsc/codes";
import type { Report } from "../../ncp/api/wsc/schemas";
import { hasCode } from "../../ncp/errors";
import type { Context } from "../kit/lifecycle";
import { pollUntil } from "../kit/poll";
import type { JobFacts } from "./outputs";

/** What NCP says about a report; empty where it can be read no more. */
export interface ReportAnswer {
  readonly report?: Report;
}

/** Reads the report of a completed scan; undefined where there is none by `until`. */
export async function readReport(
  ctx: Context,
  { instanceNo, resultAction }: JobFacts,
  until: number,
  signal?: AbortSignal,
): Promise<ReportAnswer | undefined> {
  return resultAction === "expired" ? {} : pollUntil(ctx, until, () => ask(ctx, instanceNo, signal));
}

async function ask(
  ctx: Context,
  instanceNo: number,
  signal: AbortSignal | undefined,
): Promise<ReportAnswer | undefined> {
  try {
    return { report: await ctx.client.wsc.getReport({ instanceNo }, { signal }) };
  } catch (error) {
    if (hasCode(error, wscCode.callFailed)) return undefined;
    if (hasCode(error, wscCode.reportExpired)) return {};
    throw error;
  }
}

/** The facts with the counts of a report, if it has any that can be read. */
export function addReportCounts(facts: JobFacts, answer: ReportAnswer | undefined): JobFacts {
  const level = answer?.report?.Classify_byRisk_Level;
  if (level === undefined) return facts;
  return {
    ...facts,
    riskCounts: { total: level.Total, high: level.High, medium: level.Medium, low: level.Low },
  };
}
