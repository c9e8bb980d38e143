import { createHash } from "node:crypto";
import type { RenderReportOptions } from "../options";
import { listFoundCategories } from "../reading/categories";
import { computeTotal, listRisks, type RiskCounts, readCounts } from "../reading/risks";
import { isBlank, toText } from "../reading/values";
import type { Report } from "../report";
import { showCounts, showTotals } from "./counts";
import { showFacts, showMoment } from "./facts";
import { showFindings } from "./findings";
import { html, Markup } from "./markup";
import { style } from "./style";
import { showValue } from "./value";

export function renderPage(report: Report, options: RenderReportOptions): string {
  const target = isBlank(report.Target_Info) ? "unknown target" : toText(report.Target_Info);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Security scan of ${target}, job ${options.instanceNo}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#summary">Skip to the summary</a>
<header class="top">
<p class="product">NAVER Cloud Web Security Checker, job ${options.instanceNo}</p>
<h1>Security scan report</h1>
<p class="target">${target}</p>
</header>
${contents(report)}
<main>
${sections(report).map(showSection)}
</main>
${footer(options)}
</body>
</html>
`.text;
}

/** Nothing but this page's own style sheet, whatever a report brings. */
function policy(): string {
  const hash = createHash("sha256").update(style).digest("base64");
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

function sections(report: Report): Section[] {
  const others = undocumented(report);
  return [
    { id: "summary", title: "Summary", body: summarizeFindings(report) },
    { id: "scan", title: "Scan", body: showFacts(report) },
    { id: "findings", title: "Findings", body: showFindings(report) },
    { id: "domains", title: "Domains", body: domains(report) },
    ...(isBlank(others) ? [] : [{ id: "other", title: "Other fields", body: showValue(others) }]),
  ];
}

function contents(report: Report): Markup {
  const links = sections(report).map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`);
  return html`<nav aria-label="Contents"><ul>${links}</ul></nav>`;
}

function showSection({ id, title, body }: Section): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${body}
</section>
`;
}

function summarizeFindings(report: Report): Markup {
  const counts = readCounts(report.Classify_byRisk_Level);
  return html`${counts === undefined ? noCounts() : html`${verdict(report, counts)}${showTotals(counts)}`}
${showCounts("By vulnerability", "Vulnerability", report.Classify_byRisk_Vulnerability)}
${showCounts("By domain", "Domain", report.Classify_byRisk_Domain)}`;
}

function verdict(report: Report, counts: RiskCounts): Markup {
  const total = computeTotal(counts);
  const [highest] = listRisks(counts);
  if (total === 0) return nothingCounted(report);
  const found = total === 1 ? "1 vulnerability" : `${total} vulnerabilities`;
  const risk = highest === undefined ? "" : `, the highest risk is ${highest.toLowerCase()}`;
  return html`<p class="verdict">The scan found ${found}${risk}.</p>`;
}

function nothingCounted(report: Report): Markup {
  const described = listFoundCategories(report).length > 0 || !isBlank(report.Details);
  if (!described) return html`<p class="verdict">The scan found no vulnerabilities.</p>`;
  return notice("The counts by risk are zero, but the report describes findings.");
}

function noCounts(): Markup {
  return notice("The report has no readable counts by risk. This does not mean that nothing was found.");
}

function notice(text: string): Markup {
  return html`<p class="verdict notice">${text}</p>`;
}

function domains({ Scanned_Domain_List, Not_Scanned_Domain_List }: Report): Markup {
  return html`<div class="pair">
<section><h3>Scanned</h3>${showValue(Scanned_Domain_List)}</section>
<section><h3>Not scanned</h3>${showValue(Not_Scanned_Domain_List)}</section>
</div>`;
}

function footer({ instanceNo, generatedAt }: RenderReportOptions): Markup {
  const time =
    generatedAt && html` Page generated <strong>${showMoment(generatedAt.toISOString())}</strong>.`;
  return html`<footer>
<p>Job <strong>${instanceNo}</strong>.${time}</p>
<p>Times without a zone and all values are shown as the report has them.</p>
</footer>`;
}

/** Fields with a place of their own on the page, and two that are made of them. */
const placed: Record<keyof Report, true> = {
  report_date: true,
  startedAt: true,
  endedAt: true,
  Target_Info: true,
  Crawl_Time: true,
  Scan_Time: true,
  Excluded_Url: true,
  Login_Info: true,
  Vulnerability_Category: true,
  User_Agent: true,
  Memo: true,
  Scanned_Domain_List: true,
  Not_Scanned_Domain_List: true,
  Classify_byRisk_Level: true,
  Classify_byRisk_Domain: true,
  Classify_byRisk_Vulnerability: true,
  Details: true,
  Recommendation: true,
};

function undocumented(report: Report): object {
  return Object.fromEntries(Object.entries(report).filter(([name]) => !Object.hasOwn(placed, name)));
}
