import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { node24, root } from "../../scripts/prepare.mjs";
import type { Sample } from "../bench.mts";
import { median } from "../statistics.mts";

const sample = z.record(z.string(), z.number());

/** What a script has measured in a process of its own, where nothing is loaded or warm yet; its last line is JSON. */
export async function runScript(
  script: URL,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<Sample> {
  const child = spawn(node24, ["--expose-gc", fileURLToPath(script), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const printed = text(child.stdout);
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${script} ended with ${code}`);
  // The provider may have logged something before.
  const [last = ""] = (await printed).trimEnd().split("\n").slice(-1);
  return sample.parse(JSON.parse(last));
}

/** The median of each number, of so many samples: a single start of a process tells little. */
export async function repeat(times: number, measure: () => Promise<Sample>): Promise<Sample> {
  const samples: Sample[] = [];
  while (samples.length < times) samples.push(await measure());
  const names = Object.keys(samples[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, median(samples.map((each) => each[name] ?? 0))]));
}
