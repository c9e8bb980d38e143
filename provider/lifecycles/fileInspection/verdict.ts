import type { InputFileLogEntry } from "../../services/filesafer";

/** What an inspection has come to. "excluded" was not analysed, so nothing is known of it. */
export type Verdict = "clean" | "malware" | "error" | "excluded" | "pending";

/** The worst first: what one file inside an archive is, the archive is too. */
const severity: readonly Verdict[] = ["malware", "pending", "error", "excluded", "clean"];

const byStatus: Readonly<Record<string, Verdict>> = { IPRG: "pending", ERR: "error", EXCN: "excluded" };

const byResult: Readonly<Record<string, Verdict>> = { M: "malware", N: "clean", E: "error" };

/** Codes that no document lists are errors: an unknown answer never passes for clean. */
export function verdictOf({ analysisStatusCode, analysisResultCode }: InputFileLogEntry): Verdict {
  if (analysisStatusCode !== "CMPL") return byStatus[analysisStatusCode] ?? "error";
  return byResult[analysisResultCode ?? ""] ?? "error";
}

export function worstOf(verdicts: readonly Verdict[]): Verdict {
  return severity.find((verdict) => verdicts.includes(verdict)) ?? "error";
}

/** When the service took the file in, in epoch milliseconds; 0 where it does not say. */
export function registrationOf({ registeredAt }: InputFileLogEntry): number {
  return registeredAt === undefined ? 0 : Date.parse(registeredAt);
}

/**
 * Of several with one date, or with none, the last one listed; but since no document tells the order of
 * the log, none of them passes for clean while another is not over or has found malware.
 */
export function newestOf(entries: readonly InputFileLogEntry[]): InputFileLogEntry | undefined {
  return entries.toSorted((a, b) => registrationOf(a) - registrationOf(b) || concern(a) - concern(b)).at(-1);
}

const concerns: readonly Verdict[] = ["pending", "malware"];

function concern(entry: InputFileLogEntry): number {
  return concerns.indexOf(verdictOf(entry));
}
