import type { InputFileLogEntry } from "../../ncp/api/filesafer/schemas";
import type { Verdict } from "../outputs";

/** The worst first: what one file inside an archive is, the archive is too. */
const severity: readonly Verdict[] = ["malware", "pending", "error", "excluded", "clean"];

const byStatus: Readonly<Record<string, Verdict>> = { IPRG: "pending", ERR: "error", EXCN: "excluded" };

const byResult: Readonly<Record<string, Verdict>> = { M: "malware", N: "clean", E: "error" };

/** Codes that no document lists are errors: an unknown answer never passes for clean. */
export function readVerdict(entry: InputFileLogEntry): Verdict {
  return readDocumentedVerdict(entry) ?? "error";
}

function readDocumentedVerdict(entry: InputFileLogEntry): Verdict | undefined {
  const { analysisStatusCode = "", analysisResultCode = "" } = entry;
  return analysisStatusCode === "CMPL" ? byResult[analysisResultCode] : byStatus[analysisStatusCode];
}

export function pickWorst(verdicts: readonly Verdict[]): Verdict {
  return severity.find((verdict) => verdicts.includes(verdict)) ?? "error";
}

/** When the service took the file in, in epoch milliseconds; 0 where it does not say. */
export function readRegistration({ registeredAt }: InputFileLogEntry): number {
  return registeredAt === undefined ? 0 : Date.parse(registeredAt);
}

/** Neither verdict nor date can be read: it may be of any verdict, and the newest of all. */
export function isUnreadable(entry: InputFileLogEntry): boolean {
  return readDocumentedVerdict(entry) === undefined && readRegistration(entry) === 0;
}

/**
 * Of several with one date, or with none, the last one listed; but since no document tells the order of
 * the log, none of them passes for clean while another is not over, has found malware or cannot be read.
 */
export function pickNewest(entries: readonly InputFileLogEntry[]): InputFileLogEntry | undefined {
  return entries
    .toSorted((a, b) => readRegistration(a) - readRegistration(b) || rankConcern(a) - rankConcern(b))
    .at(-1);
}

/** An undocumented code is of concern, a documented error is not: an inspection may be repeated after one. */
const concerns: readonly (Verdict | undefined)[] = [undefined, "pending", "malware"];

function rankConcern(entry: InputFileLogEntry): number {
  return concerns.indexOf(readDocumentedVerdict(entry));
}
