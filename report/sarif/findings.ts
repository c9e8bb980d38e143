import { type Address, findAddresses } from "../reading/addresses";
import { type Category, listCategoryNames, listFoundCategories } from "../reading/categories";
import { computeTotal, listRisks, type Risk, type RiskCounts, readCounts, risks } from "../reading/risks";
import type { Report } from "../report";

/** What one result stands for. */
export interface Finding {
  readonly category?: string;
  /** Its risk, or those that it may have; none when the report does not say. */
  readonly risks: readonly Risk[];
  /** Left out when the report does not count it. */
  readonly count?: number;
  readonly address?: Address;
}

/** All findings: those with an address first, and then what the report's counts say is missing. */
export function listFindings(report: Report): Finding[] {
  const addresses = findAddresses(report, listCategoryNames(report));
  const categories = listFoundCategories(report);
  const listed = categories.flatMap((category) => readFindings(category, addresses));
  const names = new Set<string | undefined>(categories.map(({ name }) => name));
  const others = addresses
    .filter(({ category }) => !names.has(category))
    .map((address) => locateFinding(address));
  const all = [...listed, ...others];
  return [...all, ...notListed(readCounts(report.Classify_byRisk_Level), all)];
}

function readFindings({ name, counts }: Category, addresses: readonly Address[]): Finding[] {
  const own = addresses.filter(({ category }) => category === name);
  const found = own.map((address) => locateFinding(address, counts));
  const missing = notListed(counts, found).map((finding) => ({ ...finding, category: name }));
  const all = [...found, ...missing];
  return all.length > 0 ? all : [{ category: name, risks: [] }];
}

function locateFinding(address: Address, counts?: RiskCounts): Finding {
  const possible = address.risk === undefined ? listRisks(counts) : [address.risk];
  return { category: address.category, risks: possible, count: 1, address };
}

/** What is counted and not among the findings, one for each risk if that can be told. */
function notListed(counts: RiskCounts | undefined, found: readonly Finding[]): Finding[] {
  if (counts === undefined) return [];
  const missing = computeTotal(counts) - sum(found);
  if (missing <= 0) return [];
  const byRisk = found.every((finding) => finding.risks.length === 1) ? countDifferences(counts, found) : [];
  const rest = missing - sum(byRisk);
  if (rest < 0 || byRisk.length === 0) return [{ risks: listRisks(counts), count: missing }];
  return rest === 0 ? byRisk : [...byRisk, { risks: [], count: rest }];
}

function countDifferences(counts: RiskCounts, found: readonly Finding[]): { risks: Risk[]; count: number }[] {
  const all = risks.map((risk) => {
    const listed = found.filter((finding) => finding.risks[0] === risk);
    return { risks: [risk], count: (counts[risk] ?? 0) - sum(listed) };
  });
  return all.filter(({ count }) => count > 0);
}

function sum(findings: readonly { count?: number }[]): number {
  return findings.reduce((total, { count = 1 }) => total + count, 0);
}
