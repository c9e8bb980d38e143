/** The page's style sheet. Print is always light; colours never say what words do not. */
export const style = `
:root {
  --paper: #ffffff; --sheet: #f6f7f9; --ink: #16191d; --soft: #545b66; --line: #d9dde3; --accent: #03702c;
  --high: #b3201b; --high-back: #fdeceb; --medium: #8a4b00; --medium-back: #fdf1dd;
  --low: #1f5fa8; --low-back: #e8f1fb; --high-bar: #d0342c; --medium-bar: #e08a00; --low-bar: #4a90d9;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --sheet: #1d2127; --ink: #e9ebee; --soft: #a6aeb9; --line: #363c45; --accent: #5fd98a;
    --high: #ff9d96; --high-back: #3d1b1a; --medium: #ffc46b; --medium-back: #382810;
    --low: #8fc1fb; --low-back: #172a40; --high-bar: #e5534b; --medium-bar: #d9912b; --low-bar: #4a90d9;
  }
}
* { box-sizing: border-box; }
html { font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 2.5rem 1.5rem 3rem; max-width: 62rem; background: var(--paper); color: var(--ink); overflow-wrap: anywhere; }
h1, h2, h3, h4, p, dl, dd, ul, ol { margin: 0; }
h1 { font-size: 2.1rem; line-height: 1.2; letter-spacing: -0.015em; }
h2 { font-size: 1.35rem; line-height: 1.3; margin-bottom: 1rem; }
h3 { font-size: 1.05rem; line-height: 1.4; margin-top: 1.5rem; }
h4 { font-size: 0.8rem; font-weight: 600; color: var(--soft); margin: 1rem 0 0.35rem; }
a { color: var(--accent); }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--paper); padding: 0.25rem 0.5rem; }
.top { border-top: 5px solid var(--accent); padding-top: 1.25rem; }
.product { color: var(--soft); font-size: 0.95rem; margin-bottom: 0.25rem; }
.target, .address, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: 0.9em; }
.target { font-size: 1.1rem; margin-top: 0.6rem; }
nav { margin-top: 1.5rem; padding: 0.6rem 0; border: solid var(--line); border-width: 1px 0; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; padding: 0; list-style: none; }
main > section { margin-top: 2.75rem; }
.verdict { font-size: 1.15rem; margin-bottom: 1rem; }
.notice { border-left: 4px solid var(--medium-bar); background: var(--medium-back); padding: 0.75rem 1rem; }
.totals { display: grid; grid-template-columns: repeat(4, 1fr); gap: 0.75rem; }
.tile { display: flex; flex-direction: column; padding: 0.9rem 1.1rem 0.8rem; border-radius: 8px; border: 1px solid var(--line); background: var(--sheet); }
.tile dt { font-weight: 600; font-size: 0.95rem; }
.tile dd { font-size: 2.4rem; font-weight: 650; line-height: 1.15; font-variant-numeric: tabular-nums; }
.tile.high, .badge.high { color: var(--high); background: var(--high-back); border-color: transparent; }
.tile.medium, .badge.medium { color: var(--medium); background: var(--medium-back); border-color: transparent; }
.tile.low, .badge.low { color: var(--low); background: var(--low-back); border-color: transparent; }
.tile.calm { color: var(--soft); background: var(--sheet); border-color: var(--line); }
.shares { display: block; width: 100%; height: 10px; margin-top: 0.75rem; border-radius: 5px; }
rect.high { fill: var(--high-bar); } rect.medium { fill: var(--medium-bar); } rect.low { fill: var(--low-bar); }
.table { margin-top: 1.5rem; overflow-x: auto; }
.card .table, .facts .table, .pair .table, td .table, h3 + .table { margin-top: 0.35rem; }
.card h3, .pair h3 { margin-top: 0; }
table { border-collapse: collapse; width: 100%; font-size: 0.95rem; }
caption { text-align: left; font-weight: 600; font-size: 1.05rem; padding-bottom: 0.4rem; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 1rem 0.45rem 0; border-bottom: 1px solid var(--line); }
th { overflow-wrap: break-word; }
td { min-width: 5.5rem; }
td .address { display: inline-block; min-width: 12rem; }
thead th { color: var(--soft); font-size: 0.85rem; font-weight: 600; border-bottom-color: var(--soft); }
thead td { border-bottom-color: var(--soft); min-width: 0; }
tbody th { font-weight: 500; }
.fields th { width: 12rem; color: var(--soft); }
.number { text-align: right; font-variant-numeric: tabular-nums; width: 5.5rem; padding-right: 0.25rem; }
td.high { color: var(--high); font-weight: 650; } td.medium { color: var(--medium); font-weight: 650; } td.low { color: var(--low); font-weight: 650; }
.facts > div { display: grid; grid-template-columns: 10rem 1fr; gap: 0 1rem; padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
.facts dt { color: var(--soft); }
.aside, .none { color: var(--soft); }
.aside { font-size: 0.9em; margin-left: 0.5rem; }
.names { display: flex; flex-wrap: wrap; gap: 0.35rem; padding: 0; list-style: none; }
.names li { background: var(--sheet); border: 1px solid var(--line); border-radius: 5px; padding: 0 0.5rem; font-size: 0.9rem; }
.card { border: 1px solid var(--line); border-left: 5px solid var(--line); border-radius: 8px; padding: 1.1rem 1.25rem 1.25rem; margin-top: 1rem; }
.card.high { border-left-color: var(--high-bar); } .card.medium { border-left-color: var(--medium-bar); } .card.low { border-left-color: var(--low-bar); }
.card header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.35rem 0.6rem; }
section.card h3 { margin-bottom: 0.35rem; }
.badge { font-size: 0.85rem; font-weight: 600; border-radius: 5px; padding: 0.05rem 0.5rem; background: var(--sheet); }
.values { padding-left: 2rem; }
.values li { padding: 0.1rem 0; }
.values li::marker { color: var(--soft); font-size: 0.85em; }
.text { white-space: pre-wrap; }
pre { margin: 0; white-space: pre-wrap; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem 2rem; }
.pair h3 { margin-bottom: 0.35rem; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.9rem; }
@media (max-width: 40rem) {
  .totals, .pair { grid-template-columns: 1fr 1fr; }
  .counts .number { width: auto; min-width: 0; padding-left: 0.25rem; }
  .counts th { overflow-wrap: anywhere; }
  .pair, .facts > div { grid-template-columns: 1fr; }
}
@media print {
  @page { margin: 16mm; }
  html { font-size: 10.5pt; }
  body { padding: 0; max-width: none; }
  nav, .skip { display: none; }
  h1 { font-size: 1.8rem; }
  h2, h3, h4, caption, .card header { break-after: avoid; }
  tr, li, .totals, .facts > div { break-inside: avoid; }
  .tile, .badge, .card, .notice, .shares, .top { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .totals { grid-template-columns: repeat(4, 1fr); }
}
`;
