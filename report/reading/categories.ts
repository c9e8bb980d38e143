import type { Report } from "../report";
import { computeTotal, findRisk, type RiskCounts, readCountTable, risks } from "./risks";
import { isBlank, isFields, toText } from "./values";

/** What a report says about one vulnerability. */
export interface Category {
  readonly name: string;
  readonly counts?: RiskCounts;
  readonly details?: unknown;
  readonly recommendation?: unknown;
}

/** The vulnerabilities that were looked for. */
export function readCheckedNames(report: Report): string[] {
  const names = toText(report.Vulnerability_Category).split(",");
  return names.map((name) => name.trim()).filter((name) => name !== "");
}

/**
 * The names of vulnerabilities that the report uses: those that were looked for and those that are
 * counted, or else the keys of `Details`.
 */
export function listCategoryNames(report: Report): ReadonlySet<string> {
  const counted = readCountTable(report.Classify_byRisk_Vulnerability)?.keys() ?? [];
  const names = [...readCheckedNames(report), ...counted].filter(isText);
  return new Set(names.length > 0 ? names : listDetailNames(report.Details).filter(isText));
}

/** A name of blanks would be none to a reader. */
function isText(name: string): boolean {
  return !isBlank(name);
}

/** The vulnerabilities that were found, those with most of the highest risk first. */
export function listFoundCategories(report: Report): Category[] {
  const counts = readCountTable(report.Classify_byRisk_Vulnerability);
  const categories = [...listCategoryNames(report)].map((name) => ({
    name,
    counts: counts?.get(name),
    details: pickCategory(report.Details, name),
    recommendation: pickCategory(report.Recommendation, name),
  }));
  return categories.filter(isFound).sort(byRisk);
}

/** What is left of `Details` or `Recommendation` when what belongs to these categories is taken out. */
export function pickLeftOver(value: unknown, categories: readonly Category[]): unknown {
  if (!isFields(value)) return value;
  const taken = new Set(categories.map(({ name }) => name));
  return Object.fromEntries(Object.entries(value).filter(([key]) => !taken.has(key)));
}

function listDetailNames(details: unknown): string[] {
  if (!isFields(details)) return [];
  return Object.keys(details).filter((key) => findRisk(key) === undefined);
}

function pickCategory(value: unknown, name: string): unknown {
  return isFields(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function isFound({ counts, details }: Category): boolean {
  return (counts !== undefined && computeTotal(counts) > 0) || !isBlank(details);
}

function byRisk(one: Category, other: Category): number {
  const differences = risks.map((risk) => (other.counts?.[risk] ?? 0) - (one.counts?.[risk] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
