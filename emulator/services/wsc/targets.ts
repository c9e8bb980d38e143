import { hash } from "node:crypto";
import { z } from "zod";
import { type Database, parseJsonColumn } from "../../account/storage/database";
import { oneOf } from "../../problems";

const count = z.int().min(0).max(10_000);

const forms = oneOf(
  'must be {high?, medium?, low?, urls?}, {fails: "crawl" or "scan"} or {refuses: a code of createJob}',
);

/** Vulnerabilities by risk. Its error tells of the other outcomes too, which fit it but for their keys. */
export const counts = z.strictObject(
  { high: count.default(0), medium: count.default(0), low: count.default(0) },
  { error: forms },
);

export type Counts = z.output<typeof counts>;

/** A scan that comes to its end; how many URLs it collects follows from the URL's text unless it is set. */
const scanned = counts.extend({ urls: count.optional() });

/** What scanning a URL comes to: so many findings, a failure, or a refusal of createJob with a code. */
export const outcome = z.union(
  [
    z.strictObject({ fails: z.enum(["crawl", "scan"]) }),
    z.strictObject({
      refuses: z.enum(["160351", "160353", "160451", "160452", "160456", "160457", "169201"]),
    }),
    scanned,
  ],
  { error: forms },
);

export type ScanOutcome = z.output<typeof outcome>;

const row = z.object({ outcome: parseJsonColumn(outcome) });

/** The same text for URLs that differ in spelling only, as in a trailing slash after the host. */
export function canonicalizeUrl(url: string): string {
  return URL.parse(url)?.href ?? url;
}

/** What may be scanned once at a time: host and port. */
export function toHostAndPort(url: URL): string {
  const defaultPort = url.protocol === "https:" ? "443" : "80";
  return `${url.hostname}:${url.port || defaultPort}`;
}

export function setOutcome(database: Database, url: string, value: ScanOutcome): void {
  database.run("INSERT OR REPLACE INTO targets VALUES (?, ?)", canonicalizeUrl(url), JSON.stringify(value));
}

/** What was set for a canonical URL, if anything was. */
export function readOutcome(database: Database, url: string): ScanOutcome | undefined {
  return database.first(row, "SELECT outcome FROM targets WHERE url = ?", url)?.outcome;
}

/** What was set for a URL, else what follows from its text. */
export function findOutcome(database: Database, url: string): ScanOutcome {
  const key = canonicalizeUrl(url);
  return readOutcome(database, key) ?? deriveOutcome(key);
}

/** The findings of a scan that comes to its end after all. */
export function countFindings(outcome: ScanOutcome, url: string): Counts {
  const { high, medium, low } = "high" in outcome ? outcome : deriveOutcome(canonicalizeUrl(url));
  return { high, medium, low };
}

/** How many URLs a crawl collects. */
export function countUrls(outcome: ScanOutcome, url: string): number {
  return ("urls" in outcome ? outcome.urls : undefined) ?? deriveOutcome(canonicalizeUrl(url)).urls;
}

/** The same on every machine. */
function deriveOutcome(url: string) {
  const [high = 0, medium = 0, low = 0, urls = 0] = hash("sha256", url, "buffer");
  return { high: high % 3, medium: medium % 5, low: low % 8, urls: 20 + (urls % 80) };
}
