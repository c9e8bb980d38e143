import type { InputFileLogEntry } from "../../services/filesafer";
import type { Context } from "../lifecycle";
import { newestOf, registrationOf, type Verdict, verdictOf, worstOf } from "./verdict";

/** A file inside an archive. */
export interface Entry {
  sha1?: string;
  fileType?: string;
  fileSize?: number;
  verdict: Verdict;
}

/** What is known of the newest analysis of a content. */
export interface Findings {
  verdict: Verdict;
  /** NCP's own codes, as given. */
  statusCode?: string;
  resultCode?: string;
  /** At most 100; the worst first. */
  entries: Entry[];
  /** How many files the archive has. */
  entryCount: number;
  inspectedAt?: string;
}

const listed = 100;

/** Analyses of a content, oldest and newest. */
export async function analysesOf(ctx: Context, sha1: string): Promise<InputFileLogEntry[]> {
  const { inputFileLogList } = await ctx.client.filesafer.getInputFileLog({ hash: sha1, hashType: "sha1" });
  return inputFileLogList;
}

/** The findings of an analysis; undefined where there is none. */
export async function findingsOf(
  ctx: Context,
  sha1: string,
  analyses: readonly InputFileLogEntry[],
): Promise<Findings | undefined> {
  const newest = newestOf(analyses);
  if (newest === undefined) return undefined;
  const own = verdictOf(newest);
  const inside = own === "pending" ? [] : await entriesOf(ctx, sha1, newest);
  return {
    verdict: worstOf([own, ...inside.map((entry) => entry.verdict)]),
    statusCode: newest.analysisStatusCode,
    resultCode: newest.analysisResultCode,
    entries: inside.slice(0, listed),
    entryCount: inside.length,
    inspectedAt: newest.registeredAt,
  };
}

/** What was found inside the content, if it is an archive: every file's newest analysis since the archive's own. */
async function entriesOf(ctx: Context, sha1: string, archive: InputFileLogEntry): Promise<Entry[]> {
  const { inputFileLogList } = await ctx.client.filesafer.getInputFileLogByParentHash({ parentHash: sha1 });
  const since = registrationOf(archive);
  const current = inputFileLogList.filter((entry) => registrationOf(entry) >= since);
  const entries = current.map((entry) => ({
    sha1: entry.sha1,
    fileType: entry.fileType,
    fileSize: entry.fileSize,
    verdict: verdictOf(entry),
  }));
  return entries.sort((a, b) => rank(a) - rank(b));
}

function rank({ verdict }: Entry): number {
  return worstOf([verdict, "clean"]) === "clean" ? 1 : 0;
}
