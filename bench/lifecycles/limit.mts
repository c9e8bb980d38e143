import { type Family, type Figure, pick, type Side } from "../bench.mts";
import { EmulatorProcess, isRefused } from "../stand/emulator.mts";
import { Stack } from "../stand/stack.mts";

/** Stacks under a limit of so many calls a second. */
const cases = [
  { size: 30, perSecond: 5 },
  { size: 200, perSecond: 20 },
] as const;

type Case = (typeof cases)[number];

/** How well a stack uses what NCP lets through: all of it, and without knocking in vain. */
export const limit: Family = () => [
  {
    name: "limit",
    sides: Object.fromEntries(cases.map((each) => [nameSide(each), apply(each)])),
    figures: cases.flatMap(listFigures),
  },
];

function nameSide({ size, perSecond }: Case): string {
  return `${size} at ${perSecond} a second`;
}

function apply({ size, perSecond }: Case): Side {
  return async function* () {
    await using emulator = await EmulatorProcess.start();
    await using stack = await Stack.open("ours", { ...emulator.env, BENCH_SIZE: String(size) });
    await emulator.control("POST", "faults", { perSecond, effect: { status: 429, code: "420" } });
    await stack.up();
    const calls = await emulator.takeCalls();
    const refused = calls.filter(isRefused).length;
    const answered = calls.length - refused;
    const [first, last] = [calls.at(0), calls.at(-1)].map((call) => Date.parse(call?.time ?? ""));
    // From the first call to the last: what the engine takes to start has nothing to do with the limit.
    const seconds = ((last ?? 0) - (first ?? 0)) / 1000;
    yield { seconds, answered, refused, least: answered / perSecond };
  };
}

function listFigures(each: Case): Figure[] {
  const side = nameSide(each);
  const title = `up, N = ${each.size}, at most ${each.perSecond} calls a second`;
  return [
    {
      name: `${title}: time of the least possible for its answered calls`,
      unit: "x",
      read: (round) => pick(`${side}.seconds`)(round) / pick(`${side}.least`)(round),
      target: { most: 1.3 },
    },
    {
      name: `${title}: refused of answered calls`,
      unit: "x",
      read: (round) => pick(`${side}.refused`)(round) / pick(`${side}.answered`)(round),
      target: { most: 0.25 },
    },
  ];
}
