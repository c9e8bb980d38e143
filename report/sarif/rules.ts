import { listCategoryNames, listFoundCategories } from "../reading/categories";
import { listRisks, type Risk, risks } from "../reading/risks";
import { isBlank, isFields, toText } from "../reading/values";
import type { Report } from "../report";
import type { Finding } from "./findings";
import { mostRules } from "./limits";
import { findLevel, unclassified } from "./results";
import { describeText, escapeMarkdown, escapeText } from "./text";
import type { SarifRule } from "./types";

/** One rule for each vulnerability that was looked for or found, in the order of the report. */
export function makeRules(report: Report, findings: readonly Finding[]): SarifRule[] {
  const found = listFoundRisks(report, findings);
  return listNames(report, findings).map((name) => {
    const help = findRecommendation(report, name);
    return {
      id: name,
      shortDescription: describeText(name),
      fullDescription: describeText(
        `${name}: one of the vulnerabilities that NAVER Cloud Web Security Checker looks for.`,
      ),
      help: { ...escapeText(help), markdown: escapeMarkdown(help) },
      ...gradeRule(found.get(name) ?? new Set()),
    };
  });
}

function listNames(report: Report, findings: readonly Finding[]): string[] {
  const used = findings.map(({ category = unclassified }) => category);
  const names = new Set([...listCategoryNames(report), ...used]);
  return [...(names.size > mostRules ? new Set(used) : names)];
}

/** The risks that each vulnerability was found with. */
function listFoundRisks(report: Report, findings: readonly Finding[]): Map<string, ReadonlySet<Risk>> {
  const found = new Map<string, Set<Risk>>();
  const add = (name: string, more: readonly Risk[]) =>
    found.set(name, new Set([...(found.get(name) ?? []), ...more]));
  for (const { name, counts } of listFoundCategories(report)) add(name, listRisks(counts));
  for (const finding of findings) add(finding.category ?? unclassified, finding.risks);
  return found;
}

/**
 * Scores in the middle of the ranges that code scanning shows as High, Medium and Low. They are ours:
 * the report knows three risks and no CVSS.
 */
const scores: Record<Risk, string> = { High: "8.0", Medium: "5.5", Low: "2.0" };

/** The highest risk counts; of a vulnerability that was not found, or without a risk, there is none. */
function gradeRule(found: ReadonlySet<Risk>): Pick<SarifRule, "defaultConfiguration" | "properties"> {
  const highest = risks.find((risk) => found.has(risk));
  const tags = ["security"];
  if (highest === undefined) return { properties: { tags } };
  return {
    defaultConfiguration: { level: findLevel([highest]) },
    properties: { tags, "security-severity": scores[highest] },
  };
}

/** What the report recommends for one vulnerability; advice that names none is for all of them. */
function findRecommendation({ Recommendation }: Report, name: string): string {
  const own =
    isFields(Recommendation) && Object.hasOwn(Recommendation, name) ? Recommendation[name] : undefined;
  const advice = isFields(Recommendation) ? own : Recommendation;
  return isBlank(advice) ? "The report recommends nothing for this." : toText(advice);
}
