/**
 * One scan of Web Security Checker, as getJobs and searchJobs list it. Fields that the documents do not
 * name are kept as they came.
 */
export interface Job {
  /** The job's number, by which `getReport` and `adopt` know it. */
  instanceNo: number;
  /** When the scan began, as NCP prints it. */
  start_date?: string | number;
  /** When the scan ended, as NCP prints it. */
  end_date?: string | number;
  /** `start_date` in ISO 8601. Text names no zone and is read as Korean time, a number as epoch milliseconds (inferred). */
  startedAt?: string;
  /** `end_date` in ISO 8601, read like `startedAt`. */
  endedAt?: string;
  /** NCP's text for the state. The documents do not list the texts; `result_button` is safer to decide by. */
  status?: string;
  /** How far the job is, in per cent. */
  progress?: number;
  /** Where the scan starts. */
  start_url?: string;
  /** URLs collected so far. */
  crawl_cnt?: number;
  /** Vulnerabilities found so far, whatever the name says. */
  scan_cnt?: number;
  /** The job's memo: for one of a ScanJob, its marker and behind it the resource's own `memo`. */
  memo?: string;
  /**
   * What NCP offers to do with the job: "cancel" (it waits), "terminate" (it runs), "report" (there is
   * one), "expired" (there was one) or "cause" (it failed). Empty once it was canceled or stopped (inferred).
   */
  result_button?: string;
}

/** A row that cannot be read as a job: its number, memo or `result_button` is of another kind than documented. */
export interface UnreadableJob {
  /** The job's number, if that can be read. */
  instanceNo?: number;
  /** What is wrong with it, in words. */
  problem: string;
  /** The row as it came. */
  row: unknown;
}

/** An answer of getJobs or searchJobs. */
export interface JobList {
  /** Jobs on all pages together. */
  total_cnt: number;
  /** The last page's number, at the page size that was asked for. */
  total_page_cnt?: number;
  /** First page of the present block of ten. */
  current_start_page?: number;
  /** Last page of the present block of ten. */
  current_end_page?: number;
  /** The jobs of the page, or with `all` of every page. */
  record_data: Job[];
  /** Empty, unless NCP answers what no document describes. `total_cnt` counts these rows too. */
  unreadable: UnreadableJob[];
}
