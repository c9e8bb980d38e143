/** What a report does not tell of itself. */
export interface RenderReportOptions {
  /** The job's number: a ScanJob's `instanceNo`. The report itself does not name it. */
  instanceNo: number | string;
  /**
   * Which uploads of SARIF replace each other in code scanning: the part of `automationDetails.id` before its last
   * slash. Default: a name of the target, so that the scans of two sites stand side by side. Give each one its own
   * where several scans of one target go into one repository.
   */
  category?: string;
  /** Stands in the page's footer. Default: no time, so that the same report gives the same page. */
  generatedAt?: Date;
}
