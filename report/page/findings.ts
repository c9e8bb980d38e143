import { type Category, listFoundCategories, pickLeftOver } from "../reading/categories";
import { listRisks } from "../reading/risks";
import { isBlank } from "../reading/values";
import type { Report } from "../report";
import { showBadges } from "./counts";
import { html, type Markup } from "./markup";
import { showValue } from "./value";

/** Each vulnerability with where it was found and what to do, and then what belongs to none. */
export function showFindings(report: Report): Markup {
  const categories = listFoundCategories(report);
  const rest = [
    showRest("details", pickLeftOver(report.Details, categories), categories),
    showRest("recommendations", pickLeftOver(report.Recommendation, categories), categories),
  ];
  const empty = categories.length === 0 && rest.every((part) => part === undefined);
  if (empty) return html`<p>The report describes no findings.</p>`;
  return html`${categories.map(showCategory)}${rest}`;
}

function showCategory({ name, counts, details, recommendation }: Category, index: number): Markup {
  const [highest] = listRisks(counts);
  const id = `finding-${index + 1}`;
  return html`<article class="card ${highest?.toLowerCase()}" aria-labelledby="${id}">
<header><h3 id="${id}">${name}</h3> ${showBadges(counts)}</header>
<h4>Details</h4>
${showValue(details)}
<h4>Recommendation</h4>
${showValue(recommendation)}
</article>`;
}

function showRest(what: string, value: unknown, categories: readonly Category[]): Markup | undefined {
  if (isBlank(value)) return undefined;
  const title = `${categories.length === 0 ? "All" : "Other"} ${what}`;
  return html`<section class="card"><h3>${title}</h3>${showValue(value)}</section>`;
}
