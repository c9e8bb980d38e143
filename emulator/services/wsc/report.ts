import { wscCode } from "../../../provider/ncp/api/wsc/codes";
import type { Context } from "../../account/context";
import { ServiceRefusal } from "../../refusals";
import { formatKoreanDate } from "../dates";
import { findJob, type Job } from "./jobs";
import { settleJobs } from "./life";
import type { Counts } from "./targets";
import { listScannedItems, type Risk } from "./vulnerabilities";

const openPeriod = 365 * 24 * 3_600_000;

/** A report can be read for a year. */
export function reportExpired({ stage, endedAt }: Pick<Job, "stage" | "endedAt">, now: number): boolean {
  return stage === 4 && endedAt !== null && now - endedAt > openPeriod;
}

/** The answer of getReport. The inner keys of the last four objects are not documented. */
export function getReport(ctx: Context, { instanceNo }: { instanceNo: number }): object {
  settleJobs(ctx);
  const job = findJob(ctx.database, instanceNo);
  if (job?.findings == null) throw new ServiceRefusal(wscCode.callFailed);
  if (reportExpired(job, ctx.clock.now())) throw new ServiceRefusal(wscCode.reportExpired);
  return { ...summarizeFindings(job), ...classifyFindings(job, job.findings) };
}

function summarizeFindings(job: Job): object {
  const { crawlStartedAt = null, scanStartedAt = null, endedAt = null } = job;
  return {
    report_date: date(endedAt),
    Target_Info: job.startUrl,
    Crawl_Time: `${date(crawlStartedAt)}~${date(scanStartedAt)}`,
    Scan_Time: `${date(scanStartedAt)}~${date(endedAt)}`,
    Excluded_Url: job.excludeUrls.join(", "),
    Login_Info: job.headerNames.join(", "),
    Vulnerability_Category: listScannedItems(job.vulnItems)
      .map(({ name }) => name)
      .join(", "),
    User_Agent: job.userAgent,
    Memo: job.memo,
    Scanned_Domain_List: [new URL(job.startUrl).hostname],
    Not_Scanned_Domain_List: [],
  };
}

function date(ctx: number | null): string {
  return ctx === null ? "" : formatKoreanDate(ctx);
}

function classifyFindings(job: Job, findings: Counts): object {
  const found = spreadFindings(job, findings);
  const level = makeRiskTable(findings);
  return {
    Classify_byRisk_Level: level,
    Classify_byRisk_Domain: { [new URL(job.startUrl).hostname]: level },
    Classify_byRisk_Vulnerability: Object.fromEntries(found.map(({ name, table }) => [name, table])),
    Details: Object.fromEntries(found.map(({ name, urls }) => [name, urls])),
    Recommendation: Object.fromEntries(found.map(({ name, recommendation }) => [name, recommendation])),
  };
}

function makeRiskTable({ high, medium, low }: Counts): object {
  return { Total: high + medium + low, High: high, Medium: medium, Low: low };
}

/** At most so many addresses are listed for a vulnerability. */
const detailed = 20;

/** Gives each risk's findings to the first scanned vulnerability of that risk, or to the first of all. */
function spreadFindings(job: Job, findings: Counts) {
  const scanned = listScannedItems(job.vulnItems);
  const risks: Risk[] = ["high", "medium", "low"];
  return risks.flatMap((risk) => {
    const vulnerability = scanned.find((candidate) => candidate.risk === risk) ?? scanned[0];
    const count = findings[risk];
    if (vulnerability === undefined || count === 0) return [];
    const table = makeRiskTable({ high: 0, medium: 0, low: 0, [risk]: count });
    return [{ ...vulnerability, table, urls: addresses(job.startUrl, Math.min(count, detailed)) }];
  });
}

function addresses(startUrl: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => new URL(`page-${index + 1}?id=1`, startUrl).href);
}
