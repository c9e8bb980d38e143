import { expect, it } from "vitest";
import { type Bench, pick } from "../../bench/bench.mts";
import { writeFigures } from "../../bench/report/page.mts";
import { renderTable } from "../../bench/report/table.mts";

const bench: Bench = {
  name: "demo",
  sides: {},
  figures: [
    { name: "time", unit: "x", read: pick("ours.time"), target: { most: 1.1 } },
    { name: "speed", unit: "x", read: pick("ours.speed"), target: { least: 0.7 } },
    { name: "size", unit: "bytes", read: pick("ours.size") },
  ],
};

const results = [
  {
    bench,
    rounds: [
      { ours: { time: 1.2345, speed: 0.9, size: 2499.4 } },
      { ours: { time: 1, speed: 0.8, size: 2499.4 } },
      { ours: { time: 3, speed: 0.1, size: 2499.4 } },
    ],
  },
];

it("judges each figure by its median, in either direction", () => {
  expect(renderTable(results).split("\n").slice(2)).toEqual([
    "| time | at most 1.1 | 1.23 x | 1 to 3 | **no** |",
    "| speed | at least 0.7 | 0.8 x | 0.1 to 0.9 | yes |",
    "| size | - | 2499 bytes | 2499 to 2499 | - |",
  ]);
});

it("writes what was measured into its place of the page, and leaves the rest", () => {
  const place = (name: string, text: string) =>
    `<!-- figures of ${name}, by \`npm run bench\` -->\n${text}\n<!-- end -->`;
  const page = `# Speed\n\n${place("demo", "old")}\n\nBy hand.\n\n${place("other", "kept")}\n`;
  const written = writeFigures(page, results, "2026-03-01, 2 cores.");
  expect(written).toContain("2026-03-01, 2 cores.\n\n| figure |");
  expect(written).not.toContain("old");
  expect(written).toContain(place("other", "kept"));
  expect(writeFigures(written, results, "2026-03-01, 2 cores.")).toBe(written);
});
