import { expect, it } from "vitest";
import { type Bench, pick, ratio, type Steps } from "../../bench/bench.mts";
import { runBench } from "../../bench/runner.mts";
import { spreadOf } from "../../bench/statistics.mts";

/** A side that takes two steps, and notes when. */
function stepThrough(name: string, taken: string[]) {
  return async function* (): Steps {
    taken.push(`${name} up`);
    yield { up: 2 };
    taken.push(`${name} down`);
    yield { down: 3 };
  };
}

const silent = () => {};

it("takes each step on all sides before the next, and every other round backwards", async () => {
  const taken: string[] = [];
  const sides = { ours: stepThrough("ours", taken), floor: stepThrough("floor", taken) };
  const { rounds } = await runBench({ name: "steps", sides, figures: [] }, 2, silent);
  expect(taken.slice(0, 4)).toEqual(["ours up", "floor up", "ours down", "floor down"]);
  expect(taken.slice(4)).toEqual(["floor up", "ours up", "floor down", "ours down"]);
  expect(rounds[0]).toEqual({ ours: { up: 2, down: 3 }, floor: { up: 2, down: 3 } });
});

it("ends the other sides when one fails", async () => {
  let ended = false;
  const bench: Bench = {
    name: "failing",
    figures: [],
    sides: {
      open: async function* (): Steps {
        try {
          yield { up: 1 };
          yield { down: 1 };
        } finally {
          ended = true;
        }
      },
      failing: async function* () {
        yield await Promise.reject(new Error("no engine"));
      },
    },
  };
  await expect(runBench(bench, 1, silent)).rejects.toThrow("no engine");
  expect(ended).toBe(true);
});

it("reads figures from rounds, and says which number nobody has measured", () => {
  const round = { ours: { up: 6 }, floor: { up: 4 } };
  expect(ratio("ours.up", "floor.up")(round)).toBe(1.5);
  expect(() => pick("ours.down")(round)).toThrow("ours.down");
});

it.each([
  [[3], { median: 3, least: 3, most: 3 }],
  [[5, 1, 3], { median: 3, least: 1, most: 5 }],
  [[1, 10, 2, 3], { median: 2.5, least: 1, most: 10 }],
])("finds the middle of %j", (values, spread) => {
  expect(spreadOf(values)).toEqual(spread);
});

it("has no middle of nothing", () => {
  expect(() => spreadOf([])).toThrow("nothing was measured");
});
