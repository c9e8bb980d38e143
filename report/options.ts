export interface RenderReportOptions {
  /** The job's number: a ScanJob's `instanceNo`. The report itself does not name it. */
  instanceNo: number | string;
  /** Stands in the page's footer. Default: no time, so that the same report gives the same page. */
  generatedAt?: Date;
}
