import { risks } from "../reading/risks";
import type { Finding } from "./findings";

/** Code scanning of GitHub refuses a file with more results, or more rules, in one run. */
export const mostResults = 25_000;
export const mostRules = 25_000;

/** As many findings as a run may hold: the most severe, if there are more. */
export function keepWithinLimit(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= mostResults) return findings;
  return findings.toSorted((one, other) => rankSeverity(one) - rankSeverity(other)).slice(0, mostResults);
}

/** A finding without a risk has the level of a medium one. */
function rankSeverity({ risks: [highest = "Medium"] }: Finding): number {
  return risks.indexOf(highest);
}
