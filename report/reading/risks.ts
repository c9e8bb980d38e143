import { type Fields, isFields } from "./values";

/** From the highest. */
export const risks = ["High", "Medium", "Low"] as const;

export type Risk = (typeof risks)[number];

export type Column = Risk | "Total";

/** Findings by risk; what the report does not say is left out. */
export type RiskCounts = Partial<Record<Column, number>>;

const columns: readonly Column[] = [...risks, "Total"];

/** The risk that a word names, in any case. */
export function findRisk(word: unknown): Risk | undefined {
  return typeof word === "string" ? risks.find((risk) => isSameWord(risk, word)) : undefined;
}

/**
 * Counts by risk, or one number for all. Undefined when there is anything else in the value, so that
 * nothing is lost in a table of counts.
 */
export function readCounts(value: unknown): RiskCounts | undefined {
  const single = readCount(value);
  if (single !== undefined) return { Total: single };
  if (!isFields(value)) return undefined;
  const entries = Object.entries(value).map(([key, count]) => [findColumn(key), readCount(count)] as const);
  if (entries.length === 0 || entries.some((entry) => entry.includes(undefined))) return undefined;
  return Object.fromEntries(entries);
}

/** Counts by name, when the value has that shape throughout. */
export function readCountTable(value: unknown): Map<string, RiskCounts> | undefined {
  if (!isFields(value)) return undefined;
  const rows = readRows(value);
  return rows.size > 0 && rows.size === Object.keys(value).length ? rows : undefined;
}

/** All findings; the larger number when the report's total contradicts its parts. */
export function computeTotal(counts: RiskCounts): number {
  const parts = risks.reduce((sum, risk) => sum + (counts[risk] ?? 0), 0);
  return Math.max(parts, counts.Total ?? 0);
}

/** The risks that something was found of, from the highest. */
export function listRisks(counts: RiskCounts | undefined): Risk[] {
  return risks.filter((risk) => (counts?.[risk] ?? 0) > 0);
}

function readRows(value: Fields): Map<string, RiskCounts> {
  const rows = new Map<string, RiskCounts>();
  for (const [name, cell] of Object.entries(value)) {
    const counts = findColumn(name) === undefined ? readCounts(cell) : undefined;
    if (counts !== undefined) rows.set(name, counts);
  }
  return rows;
}

function readCount(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

function findColumn(word: string): Column | undefined {
  return columns.find((column) => isSameWord(column, word));
}

function isSameWord(one: string, other: string): boolean {
  return one.toLowerCase() === other.trim().toLowerCase();
}
