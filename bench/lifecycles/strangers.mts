import { type Bench, type Family, type Figure, pick } from "../bench.mts";
import { live } from "./lifecycle.mts";

const size = 100;

/** Finished scans of others in the account. */
const crowds = [0, 5_000, 50_000] as const;

const steps = ["up", "refresh", "destroy"] as const;

/** What the scans of others cost: nothing, if they are not read. Calls need no second round. */
export const strangers: Family = (options) => [
  {
    name: "strangers",
    mostRounds: 1,
    sides: Object.fromEntries(
      crowds.map((crowd) => [
        `beside ${crowd}`,
        () => live({ program: "ours", size, strangers: crowd }, options),
      ]),
    ),
    figures: crowds.filter((crowd) => crowd > 0).flatMap(listFigures),
  } satisfies Bench,
];

function listFigures(crowd: number): Figure[] {
  return steps.map((step) => ({
    name: `${step}, N = ${size}, beside ${crowd} jobs of others: more than alone`,
    unit: "calls",
    read: (round) => pick(`beside ${crowd}.${step}Calls`)(round) - pick(`beside 0.${step}Calls`)(round),
    target: { most: 0 },
  }));
}
