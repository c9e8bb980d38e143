import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../scripts/prepare.mjs";
import { say } from "../../scripts/task.mjs";
import type { Result } from "../runner.mts";
import { drawChart } from "./chart.mts";
import { writeFigures } from "./page.mts";

const page = join(root, "docs/performance.md");
const chart = join(root, "docs/performance.svg");

/** Puts what was measured into docs/performance.md, and the lifecycles of several sizes into its chart. */
export async function writeDocs(
  results: readonly Result[],
  sizes: readonly number[],
  environment: string,
): Promise<void> {
  await writeFile(page, writeFigures(await readFile(page, "utf8"), results, environment));
  say("Wrote docs/performance.md.");
  const lifecycles = results.find(({ bench }) => bench.name === "lifecycles");
  if (lifecycles === undefined || sizes.length < 2) return;
  await writeFile(chart, await drawChart(lifecycles.rounds, sizes));
  say("Wrote docs/performance.svg.");
}
