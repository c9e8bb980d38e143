import { type Risk, type RiskCounts, readCountTable, risks } from "../reading/risks";
import { isBlank } from "../reading/values";
import { html, type Markup } from "./markup";
import { showValue } from "./value";

const classes: Record<Risk, string> = { High: "high", Medium: "medium", Low: "low" };

/** The four numbers that a reader looks for first, with their shares. */
export function showTotals(counts: RiskCounts): Markup {
  const tiles = risks.map((risk) => tile(risk, classes[risk], counts[risk]));
  return html`<dl class="totals">${tiles}${tile("Total", "total", counts.Total)}</dl>
${shares(counts)}`;
}

/** "2 High", "1 Low": one for each risk that there is. */
export function showBadges(counts: RiskCounts | undefined): Markup[] {
  const found = risks.filter((risk) => (counts?.[risk] ?? 0) > 0);
  if (found.length === 0 && counts?.Total) return [html`<span class="badge">${counts.Total} found</span>`];
  return found.map((risk) => html`<span class="badge ${classes[risk]}">${counts?.[risk]} ${risk}</span>`);
}

/** A table of counts by name, or whatever the report has in its place. */
export function showCounts(caption: string, heading: string, value: unknown): Markup | undefined {
  if (isBlank(value)) return undefined;
  const rows = readCountTable(value);
  if (rows === undefined) return html`<h3>${caption}</h3>${showValue(value)}`;
  const head = [...risks, "Total"].map((column) => html`<th scope="col" class="number">${column}</th>`);
  const body = [...rows].map(([name, counts]) => html`<tr><th scope="row">${name}</th>${cells(counts)}</tr>`);
  return html`<div class="table"><table class="counts">
<caption>${caption}</caption>
<thead><tr><th scope="col">${heading}</th>${head}</tr></thead>
<tbody>${body}</tbody>
</table></div>`;
}

function tile(name: string, kind: string, count: number | undefined): Markup {
  const calm = count === 0 ? " calm" : "";
  return html`<div class="tile ${kind}${calm}"><dt>${name}</dt><dd>${count ?? "–"}</dd></div>`;
}

function cells(counts: RiskCounts): Markup[] {
  const byRisk = risks.map((risk) => {
    const kind = counts[risk] ? `number ${classes[risk]}` : "number";
    return html`<td class="${kind}">${counts[risk] ?? "–"}</td>`;
  });
  return [...byRisk, html`<td class="number">${counts.Total ?? "–"}</td>`];
}

/** A bar, because numbers alone do not show which risk prevails. The numbers above it say the same. */
function shares(counts: RiskCounts): Markup | undefined {
  const total = risks.reduce((sum, risk) => sum + (counts[risk] ?? 0), 0);
  if (total === 0) return undefined;
  let from = 0;
  const parts = risks.map((risk) => {
    const width = (1000 * (counts[risk] ?? 0)) / total;
    const part = html`<rect class="${classes[risk]}" x="${from}" y="0" width="${width}" height="10"></rect>`;
    from += width;
    return part;
  });
  return html`<svg class="shares" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}
