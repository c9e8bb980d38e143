import { categoryNames, foundCategories } from "../reading/categories";
import { risksIn } from "../reading/risks";
import { asText, isBlank, isFields } from "../reading/values";
import type { Report } from "../report";
import type { Finding } from "./findings";
import { levelOf, unclassified } from "./results";
import { plain } from "./text";
import type { SarifRule } from "./types";

/** One rule for each vulnerability that was looked for or found, in the order of the report. */
export function rulesOf(report: Report, findings: readonly Finding[]): SarifRule[] {
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
