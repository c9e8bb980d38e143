/** Values of outputs, as programs see them. Free of any library, so that a program's types need none. */

/** How far a scan is: "waiting" and "running" end in one of the next four; "unknown" is a state that no document describes. */
export type JobState = "waiting" | "running" | "completed" | "failed" | "canceled" | "stopped" | "unknown";

/** How many vulnerabilities a scan found. */
export interface RiskCounts {
  /** All findings; not less than the other three together. */
  total: number;
  /** Findings of high risk. */
  high: number;
  /** Findings of medium risk. */
  medium: number;
  /** Findings of low risk. */
  low: number;
}

/** What an inspection has come to. "excluded" was not analysed, so nothing is known of it. */
export type Verdict = "clean" | "malware" | "error" | "excluded" | "pending";

/** A file inside an inspected archive. */
export interface InspectedEntry {
  /** SHA-1 of its content, as File Safer tells it. */
  sha1?: string;
  /** The MIME type. */
  fileType?: string;
  /** In bytes. */
  fileSize?: number;
  /** What its newest inspection has come to. */
  verdict: Verdict;
}
