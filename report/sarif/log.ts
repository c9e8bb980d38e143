import { version } from "../../provider/version";
import type { RenderReportOptions } from "../options";
import { readTarget } from "../reading/addresses";
import { readCounts } from "../reading/risks";
import type { Report } from "../report";
import { runId } from "./category";
import { type Finding, listFindings } from "./findings";
import { keepWithinLimit } from "./limits";
import { Results } from "./results";
import { makeRules } from "./rules";
import { Sites } from "./sites";
import type { SarifLog, SarifRule, SarifRun } from "./types";

/** The service tells no version of its own. What it finds is put into rules, levels and results by this package. */
const versions = { version, semanticVersion: version };

const product = {
  name: "NAVER Cloud Web Security Checker",
  ...versions,
  informationUri: "https://api.ncloud-docs.com/docs/en/security-websecuritychecker",
};

const schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

export function createSarifLog(report: Report, options: RenderReportOptions): SarifLog {
  const all = listFindings(report);
  const findings = keepWithinLimit(all);
  const rules = makeRules(report, findings);
  const { results, originalUriBaseIds } = makeResults(findings, rules, readTarget(report));
  const run: SarifRun = {
    tool: { driver: { ...product, rules } },
    conversion: { tool: { driver: { name: "pulumi-ncloud-security", ...versions } } },
    automationDetails: { id: runId(report, options) },
    invocations: [{ executionSuccessful: true, ...repeatResult(report) }],
    originalUriBaseIds,
    results,
    properties: {
      instanceNo: String(options.instanceNo),
      target: report.Target_Info,
      riskCounts: readCounts(report.Classify_byRisk_Level),
      ...(findings.length < all.length && { resultsLeftOut: all.length - findings.length }),
    },
  };
  return { $schema: schema, version: "2.1.0", runs: [run] };
}

function makeResults(findings: readonly Finding[], rules: readonly SarifRule[], target: URL | undefined) {
  const sites = new Sites();
  const ids = rules.map(({ id }) => id);
  const maker = new Results(ids, sites, target);
  const results = findings.map((finding) => maker.of(finding));
  return { results, originalUriBaseIds: sites.baseIds() };
}

function repeatResult({ startedAt, endedAt }: Report): { startTimeUtc?: string; endTimeUtc?: string } {
  return { ...(startedAt && { startTimeUtc: startedAt }), ...(endedAt && { endTimeUtc: endedAt }) };
}
