/**
 * One scan of Web Security Checker, as getJobs and searchJobs list it. Fields that the documents do not
 * name are kept as they came.
 */
export interface Job {
  instanceNo: number;
  /** When the scan began, as NCP prints it. */
  start_date?: string;
  /** When the scan ended, as NCP prints it. */
  end_date?: string;
  /** `start_date` in ISO 8601. It names no zone and is read as Korean time (inferred). */
  startedAt?: string;
  /** `end_date` in ISO 8601, read like `startedAt`. */
  endedAt?: string;
  /** NCP's text for the state. The documents do not list the texts; `result_button` is safer to decide by. */
  status?: string;
  /** Per cent. */
  progress?: number;
  start_url: string;
  /** URLs collected so far. */
  crawl_cnt?: number;
  /** Vulnerabilities found so far, whatever the name says. */
  scan_cnt?: number;
  memo?: string;
  /**
   * What NCP offers to do with the job: "cancel" (it waits), "terminate" (it runs), "report" (there is
   * one), "expired" (there was one) or "cause" (it failed). Empty once it was canceled or stopped (inferred).
   */
  result_button?: string;
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
  record_data: Job[];
}
