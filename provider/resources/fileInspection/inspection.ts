import type { InputFileLogEntry } from "../../ncp/api/filesafer/schemas";
import type { Context } from "../kit/lifecycle";
import type { InspectedEntry, Verdict } from "../outputs";
import type { Fingerprint } from "./file";
import { isUnreadable, pickNewest, pickWorst, readRegistration, readVerdict } from "./verdict";

/** What is known of the newest analysis of a content. */
export interface Findings {
  verdict: Verdict;
  /** NCP's own codes, as given. */
  statusCode?: string;
  resultCode?: string;
  /** At most 100; the worst first. */
  entries: InspectedEntry[];
  /** How many files the archive has. */
  entryCount: number;
  inspectedAt?: string;
}

const listed = 100;

/** What a content is looked up by; only of one that this program never saw is the SHA-256 not known. */
export type Content = Pick<Fingerprint, "sha1"> & Partial<Pick<Fingerprint, "sha256">>;

/** Analyses of a content, oldest and newest. Those that tell another SHA-256 are of another content. */
export async function findAnalyses(ctx: Context, { sha1, sha256 }: Content): Promise<InputFileLogEntry[]> {
  const { inputFileLogList } = await ctx.client.filesafer.getInputFileLog({ hash: sha1, hashType: "sha1" });
  return inputFileLogList.filter(
    (entry) => !sha256 || !entry.sha256 || entry.sha256.toLowerCase() === sha256,
  );
}

/** The findings of an analysis; undefined where there is none. */
export async function readFindings(
  ctx: Context,
  sha1: string,
  analyses: readonly InputFileLogEntry[],
): Promise<Findings | undefined> {
  const newest = pickNewest(analyses);
  if (newest === undefined) return undefined;
  const counted = [newest, ...analyses.filter(isUnreadable)];
  const own = pickWorst(counted.map(readVerdict));
  const deciding = counted.find((each) => readVerdict(each) === own);
  const inside = own === "pending" ? [] : await readEntries(ctx, sha1);
  return {
    verdict: pickWorst([own, ...inside.map((entry) => entry.verdict)]),
    statusCode: deciding?.analysisStatusCode,
    resultCode: deciding?.analysisResultCode,
    entries: inside.slice(0, listed),
    entryCount: inside.length,
    inspectedAt: newest.registeredAt,
  };
}

/** What was found inside the content, if it is an archive: the newest analysis of each file. */
async function readEntries(ctx: Context, sha1: string): Promise<InspectedEntry[]> {
  const { inputFileLogList } = await ctx.client.filesafer.getInputFileLogByParentHash({ parentHash: sha1 });
  const files = Map.groupBy(inputFileLogList, (entry) =>
    entry.sha1 === undefined ? entry : `${entry.sha1} ${entry.sha256}`,
  );
  const entries = [...files.values()].map((analyses) => entryOf(pickNewest(analyses), analyses));
  return entries.sort((a, b) => rankSeverity(a) - rankSeverity(b));
}

/** Of analyses without a date none can be said to be outdated, so the worst of them counts. */
function entryOf(newest: InputFileLogEntry | undefined, analyses: InputFileLogEntry[]): InspectedEntry {
  const undated = analyses.filter((each) => readRegistration(each) === 0);
  return {
    sha1: newest?.sha1,
    fileType: newest?.fileType,
    fileSize: newest?.fileSize,
    verdict: pickWorst([...undated, ...(newest === undefined ? [] : [newest])].map(readVerdict)),
  };
}

function rankSeverity({ verdict }: InspectedEntry): number {
  return pickWorst([verdict, "clean"]) === "clean" ? 1 : 0;
}
