/** Web Security Checker: scans of websites for vulnerabilities. */
export type { Job, JobList } from "./jobs";
export {
  type GetJobsArgs,
  type GetReportArgs,
  getJobs,
  getJobsOutput,
  getReport,
  getReportOutput,
  type SearchJobsArgs,
  searchJobs,
  searchJobsOutput,
} from "./queries";
export type { Report, ReportCounts } from "./report";
export { type RenderedReport, type RenderReportOptions, renderReport } from "./report/renderReport";
export type { SarifLog } from "./report/sarif/types";
export { ScanJob, type ScanJobArgs, type ScanJobGate, type ScanJobTimeouts } from "./scanJob";
export { SearchType, Speed, StatusCode, UserAgent, WaitFor } from "./values";
