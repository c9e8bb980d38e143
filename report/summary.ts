import { listFoundCategories } from "./reading/categories";
import { computeTotal, listRisks, type RiskCounts } from "./reading/risks";
import type { Report } from "./report";

/** The most vulnerabilities that are named. */
const most = 5;

/**
 * What a scan found, the worst first, in the report's own words; undefined where it counts nothing by name. A name
 * without a count is not told: it may be an address, which may hold a session.
 */
export function summarize(report: Report): string | undefined {
  const found = listFoundCategories(report).filter(({ counts }) => counts !== undefined);
  if (found.length === 0) return undefined;
  const named = found.slice(0, most).map(({ name, counts }) => `${name}${describeCounts(counts)}`);
  const others = found.length - named.length;
  return named.join(", ") + (others > 0 ? ` and ${others} more` : "");
}

function describeCounts(counts: RiskCounts = {}): string {
  const parts = listRisks(counts).map((risk) => `${counts[risk]} ${risk.toLowerCase()}`);
  if (parts.length > 0) return ` (${parts.join(", ")})`;
  return computeTotal(counts) > 0 ? ` (${computeTotal(counts)})` : "";
}
