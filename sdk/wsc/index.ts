/** Web Security Checker: scans of websites for vulnerabilities. */

export type { JobState, RiskCounts } from "../../provider/resources/outputs";
export {
  type RenderedReport,
  type RenderReportOptions,
  type Report,
  type ReportCounts,
  renderReport,
  type SarifLevel,
  type SarifLocation,
  type SarifLog,
  type SarifMessage,
  type SarifResult,
  type SarifRule,
  type SarifRun,
  type SarifTool,
} from "../../report";
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
export {
  ScanJob,
  type ScanJobArgs,
  type ScanJobGate,
  type ScanJobReportFiles,
  type ScanJobTimeouts,
} from "./scanJob";
export { Rescan, SearchType, Speed, StatusCode, UserAgent, VulnerabilityItem, WaitFor } from "./values";
