import type { RenderReportOptions } from "../options";
import { targetOf } from "../reading/addresses";
import { categoryNames, foundCategories } from "../reading/categories";
import { readCounts, risksIn } from "../reading/risks";
import { asText, isBlank, isFields } from "../reading/values";
import type { Report } from "../report";
import { type Finding, listFindings } from "./findings";
import { levelOf, plain, Results, unclassified } from "./results";
import { Sites } from "./sites";
import type { SarifLog, SarifRule, SarifRun } from "./types";

const product = {
  name: "NAVER Cloud Web Security Checker",
  informationUri: "https://api.ncloud-docs.com/docs/en/security-websecuritychecker",
};

const schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

export function sarifLog(report: Report, { instanceNo }: RenderReportOptions): SarifLog {
  const findings = listFindings(report);
  const rules = rulesOf(report, findings);
  const { results, originalUriBaseIds } = resultsOf(findings, rules, targetOf(report));
  const run: SarifRun = {
    tool: { driver: { ...product, rules } },
    conversion: { tool: { driver: { name: "pulumi-ncloud-security" } } },
    automationDetails: { id: `ncloud-web-security-checker/${instanceNo}` },
    invocations: [{ executionSuccessful: true, ...times(report) }],
    originalUriBaseIds,
    results,
    properties: {
      instanceNo: String(instanceNo),
      target: report.Target_Info,
      riskCounts: readCounts(report.Classify_byRisk_Level),
    },
  };
  return { $schema: schema, version: "2.1.0", runs: [run] };
}

function resultsOf(findings: readonly Finding[], rules: readonly SarifRule[], target: URL | undefined) {
  const sites = new Sites();
  const ids = rules.map(({ id }) => id);
  const maker = new Results(ids, sites, target);
  const results = findings.map((finding) => maker.of(finding));
  return { results, originalUriBaseIds: sites.baseIds() };
}

/** One rule for each vulnerability that was looked for or found, in the order of the report. */
function rulesOf(report: Report, findings: readonly Finding[]): SarifRule[] {
  const categories = new Map(foundCategories(report).map((category) => [category.name, category]));
  const used = findings.map(({ category = unclassified }) => category);
  const names = new Set([...categoryNames(report), ...used]);
  return [...names].map((name) => {
    const found = risksIn(categories.get(name)?.counts);
    const help = recommendationFor(report, name);
    return {
      id: name,
      shortDescription: plain(name),
      ...(!isBlank(help) && { help: plain(asText(help)) }),
      ...(found.length > 0 && { defaultConfiguration: { level: levelOf(found) } }),
    };
  });
}

function recommendationFor({ Recommendation }: Report, name: string): unknown {
  return isFields(Recommendation) && Object.hasOwn(Recommendation, name) ? Recommendation[name] : undefined;
}

function times({ startedAt, endedAt }: Report): { startTimeUtc?: string; endTimeUtc?: string } {
  return { ...(startedAt && { startTimeUtc: startedAt }), ...(endedAt && { endTimeUtc: endedAt }) };
}
