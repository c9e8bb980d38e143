import { type Fields, isBlank, isFields, isScalar } from "../reading/values";
import { html, type Markup } from "./markup";

/** Below this, a value is shown as JSON. */
const deepest = 8;

/** Shows any value as it comes: text, lists, and objects as tables, one in the other. */
export function showValue(value: unknown, depth = 0): Markup {
  if (isBlank(value)) return html`<span class="none">none</span>`;
  if (isScalar(value)) return showScalar(value);
  if (depth >= deepest) return html`<pre>${JSON.stringify(value, undefined, 2)}</pre>`;
  if (Array.isArray(value)) return showList(value, depth + 1);
  return isFields(value) ? showFields(value, depth + 1) : html``;
}

function showScalar(value: unknown): Markup {
  const text = String(value);
  return /^https?:\/\/\S+$/i.test(text)
    ? // Not a link: an address in a report can be the attack itself.
      html`<span class="text address">${text}</span>`
    : html`<span class="text">${text}</span>`;
}

function showList(items: readonly unknown[], depth: number): Markup {
  if (items.every(isRow))
    return showTable(new Map(items.map((item, index) => [String(index + 1), item])), depth);
  return html`<ol class="values">${items.map((item) => html`<li>${showValue(item, depth)}</li>`)}</ol>`;
}

function showFields(value: Fields, depth: number): Markup {
  const entries = Object.entries(value);
  const rows = entries.flatMap(([key, inner]) => (isRow(inner) ? [[key, inner] as const] : []));
  if (rows.length === entries.length) return showTable(new Map(rows), depth);
  const cells = entries.map(
    ([key, inner]) => html`<tr><th scope="row">${key}</th><td>${showValue(inner, depth)}</td></tr>`,
  );
  return html`<div class="table"><table class="fields"><tbody>${cells}</tbody></table></div>`;
}

/** An object with nothing but one line in each field fits into a row of a table. */
function isRow(value: unknown): value is Fields {
  return isFields(value) && Object.keys(value).length > 0 && Object.values(value).every(isScalar);
}

function showTable(rows: ReadonlyMap<string, Fields>, depth: number): Markup {
  const columns = [...new Set([...rows.values()].flatMap(Object.keys))];
  const head = columns.map((column) => html`<th scope="col">${column}</th>`);
  const body = [...rows].map(
    ([name, row]) =>
      html`<tr><th scope="row">${name}</th>${columns.map((column) => cell(row, column, depth))}</tr>`,
  );
  return html`<div class="table"><table>
<thead><tr><td></td>${head}</tr></thead>
<tbody>${body}</tbody>
</table></div>`;
}

function cell(row: Fields, column: string, depth: number): Markup {
  return html`<td>${Object.hasOwn(row, column) ? showValue(row[column], depth) : ""}</td>`;
}
