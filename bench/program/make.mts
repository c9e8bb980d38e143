import { type Family, ratio, type Side } from "../bench.mts";
import { repeat, runScript } from "../stand/script.mts";

const script = new URL("makeScript.mts", import.meta.url);
const size = 1_000;

/** What a program pays for its resources, beside plain ones with as many outputs. */
export const make: Family = () => [
  {
    name: "make",
    sides: { ours: makeWith("ours"), floor: makeWith("floor") },
    figures: [
      {
        name: `making ${size} resources in a program, of plain CustomResources' time of the processor`,
        unit: "x",
        read: ratio("ours.milliseconds", "floor.milliseconds"),
        target: { most: 1.1 },
      },
    ],
  },
];

function makeWith(program: string): Side {
  return async function* () {
    yield repeat(5, () => runScript(script, [program], { BENCH_SIZE: String(size) }));
  };
}
