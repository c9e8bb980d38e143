import * as fc from "fast-check";
import { memberEdits } from "./member";

const kinds = [
  "add scan",
  "add inspection",
  "add setting",
  "remove",
  "rename",
  "rename without an alias",
  "refresh",
  ...memberEdits,
] as const;

/** One edit of a program, or of the account behind it. What it picks is counted round among what there is. */
export interface Edit {
  readonly kind: (typeof kinds)[number];
  readonly pick: number;
  readonly value: number;
}

const drifts: readonly Edit["kind"][] = [
  "refresh",
  "goes on",
  "completes",
  "is canceled",
  "vanishes",
  "is set by somebody",
];

/** What happens past the program is seen by a refresh only. */
export function isDrift({ kind }: Edit): boolean {
  return drifts.includes(kind);
}

/**
 * So many random sequences of three to six edits. The kinds are dealt out as from a shuffled pack of
 * cards, so that each has its turn before any has the next.
 */
export function editsOf(sequences: number): Edit[][] {
  const lengths = fc.sample(fc.integer({ min: 3, max: 6 }), sequences);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const pack = fc.shuffledSubarray([...kinds], { minLength: kinds.length });
  const cards = fc.sample(pack, Math.ceil(total / kinds.length)).flat();
  const numbers = fc.sample(fc.record({ pick: fc.nat(1_000), value: fc.nat(1_000) }), total);
  const edits = numbers.map((each, index) => ({ ...each, kind: cards[index] ?? "refresh" }));
  return lengths.map((length) => edits.splice(0, length));
}
