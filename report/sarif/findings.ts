import { type Address, findAddresses } from "../reading/addresses";
import { type Category, categoryNames, foundCategories } from "../reading/categories";
import { type Risk, type RiskCounts, readCounts, risks, risksIn, totalOf } from "../reading/risks";
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
  const addresses = findAddresses(report, categoryNames(report));
  const categories = foundCategories(report);
  const listed = categories.flatMap((category) => findingsOf(category, addresses));
  const names = new Set<string | undefined>(categories.map(({ name }) => name));
  const others = addresses.filter(({ category }) => !names.has(category)).map((address) => located(address));
  const all = [...listed, ...others];
  return [...all, ...notListed(readCounts(report.Classify_byRisk_Level), all)];
}

function findingsOf({ name, counts }: Category, addresses: readonly Address[]): Finding[] {
  const own = addresses.filter(({ category }) => category === name);
  const found = own.map((address) => located(address, counts));
  const missing = notListed(counts, found).map((finding) => ({ ...finding, category: name }));
  const all = [...found, ...missing];
  return all.length > 0 ? all : [{ category: name, risks: [] }];
}

function located(address: Address, counts?: RiskCounts): Finding {
  const possible = address.risk === undefined ? risksIn(counts) : [address.risk];
  return { category: address.category, risks: possible, count: 1, address };
}

/** What is counted and not among the findings, one for each risk if that can be told. */
function notListed(counts: RiskCounts | undefined, found: readonly Finding[]): Finding[] {
  if (counts === undefined) return [];
  const missing = totalOf(counts) - sum(found);
  if (missing <= 0) return [];
  const byRisk = found.every((finding) => finding.risks.length === 1) ? differences(counts, found) : [];
  const rest = missing - sum(byRisk);
  if (rest < 0 || byRisk.length === 0) return [{ risks: risksIn(counts), count: missing }];
  return rest === 0 ? byRisk : [...byRisk, { risks: [], count: rest }];
}

function differences(counts: RiskCounts, found: readonly Finding[]): { risks: Risk[]; count: number }[] {
  const all = risks.map((risk) => {
    const listed = found.filter((finding) => finding.risks[0] === risk);
    return { risks: [risk], count: (counts[risk] ?? 0) - sum(listed) };
  });
  return all.filter(({ count }) => count > 0);
}

function sum(findings: readonly { count?: number }[]): number {
  return findings.reduce((total, { count = 1 }) => total + count, 0);
}
