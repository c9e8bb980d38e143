import type { RenderReportOptions } from "./options";
import { renderPage } from "./page/page";
import { cutCycles } from "./reading/cycles";
import type { Report } from "./report";
import { createSarifLog } from "./sarif/log";
import type { SarifLog } from "./sarif/types";

/** A report in the forms that people and tools read. */
export interface RenderedReport {
  /** A whole page in one file: no scripts, and nothing that is loaded from elsewhere. */
  html: string;
  /** A SARIF 2.1.0 log with one run; `JSON.stringify` makes it a file. */
  sarif: SarifLog;
}

/**
 * Turns the report of a scan into a page to read and print, and into SARIF for tools. It asks NCP
 * nothing and writes nothing.
 *
 * The documents leave the keys of `Classify_byRisk_Domain`, `Classify_byRisk_Vulnerability`, `Details`
 * and `Recommendation` open. The page shows them as they come. SARIF has one result for every address
 * that `Details` names on a scanned host, and one for all findings of a risk that the report only
 * counts; `occurrenceCount` is their number, and they stand at the target. High, Medium and Low are the
 * levels error, warning and note, and have a `security-severity` of 8.0, 5.5 and 2.0, which are scores
 * of this package. Where the report leaves open which of several risks a finding has, the highest counts.
 * Of more than 25,000 findings, the most severe are kept. A value that leads back to itself is cut where
 * it does.
 *
 * `Login_Info` is in neither, because it may hold a session. Addresses and `Details` are in both, with
 * whatever the scanner put there, so treat the files like the report.
 *
 * @see https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getreport
 * @example
 * const report = await security.wsc.getReport({ instanceNo: 12345 });
 * const { html, sarif } = security.wsc.renderReport(report, { instanceNo: 12345, generatedAt: new Date() });
 * await writeFile("report.html", html);
 * await writeFile("report.sarif", JSON.stringify(sarif, undefined, 2));
 * @example
 * const report = security.wsc.getReportOutput({ instanceNo: scan.instanceNo });
 * export const page = pulumi
 *   .all([report, scan.instanceNo])
 *   .apply(([known, instanceNo]) => security.wsc.renderReport(known, { instanceNo }).html);
 */
export function renderReport(report: Report, options: RenderReportOptions): RenderedReport {
  const finite = cutCycles(report);
  return { html: renderPage(finite, options), sarif: createSarifLog(finite, options) };
}
