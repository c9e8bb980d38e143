/** The report of a scan, for people and for tools. */
export type { RenderReportOptions } from "./options";
export { renderPage } from "./page/page";
export { type RenderedReport, renderReport } from "./renderReport";
export type { Report, ReportCounts } from "./report";
export { createSarifLog as sarifLog } from "./sarif/log";
export type * from "./sarif/types";
