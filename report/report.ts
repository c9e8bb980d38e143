/** Findings by risk. */
export interface ReportCounts {
  /** All findings; not less than the other three together. */
  Total: number;
  /** Findings of high risk. */
  High: number;
  /** Findings of medium risk. */
  Medium: number;
  /** Findings of low risk. */
  Low: number;
}

/**
 * The report of a completed scan. Readable for one year. Fields that the documents do not name are kept
 * as they came.
 */
export interface Report {
  /** When the scan was completed, as NCP prints it. */
  report_date?: string;
  /** The beginning of `Crawl_Time` in ISO 8601. It names no zone and is read as Korean time (inferred). */
  startedAt?: string;
  /** `report_date`, else the end of `Scan_Time`, in ISO 8601, read like `startedAt`. */
  endedAt?: string;
  /** The URL that was scanned. */
  Target_Info?: string;
  /** When the URLs were collected: from and to, with "~" between them. */
  Crawl_Time?: string;
  /** When they were diagnosed: from and to, with "~" between them. */
  Scan_Time?: string;
  /** The URLs that were not scanned. The documents call it a list and text; its shape is not shown. */
  Excluded_Url?: unknown;
  /** The headers that the scanner signed in with. */
  Login_Info?: string;
  /** What was looked for, by name, with commas between. */
  Vulnerability_Category?: string;
  /** The browser that the scanner said it was, such as "PC Chrome". */
  User_Agent?: string;
  /** The job's memo, as in the lists. */
  Memo?: string;
  /** The domains that were scanned: an array, of what is not shown. */
  Scanned_Domain_List?: unknown;
  /** The domains that were left out, in the same form. */
  Not_Scanned_Domain_List?: unknown;
  /** Findings by risk. Left out when NCP's counts are missing or unreadable. */
  Classify_byRisk_Level?: ReportCounts;
  /** Counts by domain and risk. The documents leave the keys of this and the next three open. */
  Classify_byRisk_Domain?: unknown;
  /** Counts by vulnerability and risk. */
  Classify_byRisk_Vulnerability?: unknown;
  /** Findings by vulnerability. */
  Details?: unknown;
  /** Countermeasures by vulnerability. */
  Recommendation?: unknown;
}
