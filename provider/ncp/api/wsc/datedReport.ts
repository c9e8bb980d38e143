import { isoDate } from "../fields";
import type { Report } from "./schemas";

/** Crawl_Time and Scan_Time are "from~to"; report_date is documented as the time of completion. */
export function addDates(report: Report) {
  const [crawlStart] = report.Crawl_Time?.split("~") ?? [];
  const [, scanEnd] = report.Scan_Time?.split("~") ?? [];
  return {
    ...report,
    startedAt: isoDate(crawlStart),
    endedAt: isoDate(report.report_date) ?? isoDate(scanEnd),
  };
}
