import type { RenderReportOptions } from "../options";
import { readTarget } from "../reading/addresses";
import { toText } from "../reading/values";
import type { Report } from "../report";

/**
 * What stands before the last slash is the category to code scanning, and uploads of one category
 * replace each other: so each target has its own, and the scans of one target share it.
 */
export function runId(report: Report, { instanceNo, category }: RenderReportOptions): string {
  const given = category?.replace(/\/+$/, "");
  return `${given || `ncloud-web-security-checker/${nameTarget(report)}`}/${instanceNo}`;
}

/** The query is left out: it may hold what a target's name must not. */
function nameTarget(report: Report): string {
  const target = readTarget(report);
  if (target === undefined) return encodeURIComponent(toText(report.Target_Info).trim()) || "unknown-target";
  const { protocol, host, pathname } = target;
  return `${protocol.slice(0, -1)}/${host}${pathname}`.replace(/\/+$/, "");
}
