/** Web Security Checker: scans of websites for vulnerabilities. */

export type { RenderReportOptions } from "../../report/options";
export { type RenderedReport, renderReport } from "../../report/renderReport";
export type { Report, ReportCounts } from "../../report/report";
export type { SarifLog } from "../../report/sarif/types";
export type { Job, JobList, UnreadableJob } from "./jobs";
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
export { ScanJob, type ScanJobArgs, type ScanJobGate, type ScanJobTimeouts } from "./scanJob";
export { SearchType, Speed, StatusCode, UserAgent, WaitFor } from "./values";
