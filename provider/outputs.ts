/** Values of outputs, as programs see them. Free of any library, so that a program's types need none. */

/** How far a scan is; "unknown" for a state that no document describes. */
export type JobState = "waiting" | "running" | "completed" | "failed" | "canceled" | "stopped" | "unknown";

/** How many vulnerabilities a scan found. */
export interface RiskCounts {
  total: number;
  high: number;
  medium: number;
  low: number;
}

/** What an inspection has come to. "excluded" was not analysed, so nothing is known of it. */
export type Verdict = "clean" | "malware" | "error" | "excluded" | "pending";

/** A file inside an inspected archive. */
export interface InspectedEntry {
  sha1?: string;
  /** The MIME type. */
  fileType?: string;
  /** Bytes. */
  fileSize?: number;
  verdict: Verdict;
}
