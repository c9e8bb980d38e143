import { table } from "../../scripts/docs/markdown.mts";
import type { Figure, Target } from "../bench.mts";
import type { Result } from "../runner.mts";
import { type Spread, spreadOf } from "../statistics.mts";

const heads = ["figure", "must be", "median", "least to most", "met"];

/** All figures of all results. */
export function renderTable(results: readonly Result[]): string {
  return table(
    heads,
    results.flatMap(({ bench, rounds }) =>
      bench.figures.map((figure) => renderRow(figure, spreadOf(rounds.map(figure.read)))),
    ),
  );
}

function renderRow({ name, unit, target }: Figure, { median, least, most }: Spread): string[] {
  const met = target === undefined ? "-" : isMet(target, median) ? "yes" : "**no**";
  return [
    name,
    target === undefined ? "-" : renderTarget(target),
    `${round(median)} ${unit}`,
    `${round(least)} to ${round(most)}`,
    met,
  ];
}

/** Judged by the median. */
export function isMet(target: Target, value: number): boolean {
  return "most" in target ? value <= target.most : value >= target.least;
}

function renderTarget(target: Target): string {
  return "most" in target ? `at most ${target.most}` : `at least ${target.least}`;
}

/** Three digits that count, and never fewer than all of a whole number. */
function round(value: number): string {
  return String(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
}
