import { readCheckedNames } from "../reading/categories";
import { isBlank } from "../reading/values";
import type { Report } from "../report";
import { html, type Markup } from "./markup";
import { showValue } from "./value";

/** How, when and with what the site was scanned. */
export function showFacts(report: Report): Markup {
  const facts: [name: string, value: Markup][] = [
    ["Target", showValue(report.Target_Info)],
    ["Completed", completed(report)],
    ["Crawl", showValue(report.Crawl_Time)],
    ["Diagnosis", showValue(report.Scan_Time)],
    ["User agent", showValue(report.User_Agent)],
    ["Signed in", signedIn(report)],
    ["Excluded URLs", showValue(report.Excluded_Url)],
    ["Memo", showValue(report.Memo)],
    ["Looked for", lookedFor(report)],
  ];
  const rows = facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`);
  return html`<dl class="facts">${rows}</dl>`;
}

/** A moment for people. */
export function showMoment(iso: string): Markup {
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace("T", " ")} UTC</time>`;
}

function completed({ report_date, endedAt }: Report): Markup {
  const shown = showValue(report_date);
  if (endedAt === undefined || Number.isNaN(Date.parse(endedAt))) return shown;
  return html`${shown} <span class="aside">read as Korean time: ${showMoment(endedAt)}</span>`;
}

function signedIn({ Login_Info }: Report): Markup {
  if (isBlank(Login_Info)) return html`<span class="none">the report names no login</span>`;
  return html`yes <span class="aside">the login itself is left out, because it can hold a session</span>`;
}

function lookedFor(report: Report): Markup {
  const names = readCheckedNames(report);
  if (names.length === 0) return showValue(undefined);
  return html`<ul class="names">${names.map((name) => html`<li>${name}</li>`)}</ul>`;
}
