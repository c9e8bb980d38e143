// npm run soak [-- <schedules> [<sequences>]]: the properties of test/resilience in large numbers, one process a core.
import { randomInt } from "node:crypto";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { withoutCredentials } from "./environment.mts";
import { root } from "./prepare.mjs";
import { run } from "./run.mjs";
import { runTask, StepError, say } from "./task.mjs";

const DEFAULTS = { schedules: 100_000, sequences: 20_000 };

await runTask(async () => {
  const [schedules = DEFAULTS.schedules, sequences = DEFAULTS.sequences] = process.argv.slice(2).map(countOf);
  const shards = availableParallelism();
  say(`${schedules} fault schedules and ${sequences} program sequences in ${shards} processes.`);
  const started = performance.now();
  const codes = await Promise.all(
    Array.from({ length: shards }, () =>
      soak({ SOAK_SCHEDULES: share(schedules, shards), SOAK_SEQUENCES: share(sequences, shards) }),
    ),
  );
  say(`Done in ${Math.round((performance.now() - started) / 1000)} s.`);
  return Math.max(...codes);
});

function countOf(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new StepError(`Usage: npm run soak [-- <schedules> [<sequences>]]; "${text}" is not a number`);
}

function share(count: number, shards: number): string {
  return String(Math.ceil(count / shards));
}

/** One process with a seed of its own; a failure prints what repeats it. */
async function soak(counts: Readonly<Record<string, string>>): Promise<number> {
  const seed = process.env.SOAK_SEED ?? String(randomInt(2 ** 31));
  const files = ["test/resilience/schedules.test.ts", "test/resilience/sequences.test.ts"];
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const args = [vitest, "run", "--config", "test/vitest.config.mts", "--maxWorkers", "1", ...files];
  const env = { ...withoutCredentials(process.env), ...counts, SOAK_SEED: seed, NO_COLOR: "1" };
  const { code, output } = await run(process.execPath, args, { cwd: root, env, quiet: true });
  const lines = output.split("\n").filter((line) => /^(fault schedules|program sequences): /.test(line));
  console.log(code === 0 ? lines.join("\n") : output);
  if (code !== 0) say(`A violation; SOAK_SEED=${seed} npm run soak repeats it.`);
  return code;
}
