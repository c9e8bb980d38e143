// npm run soak [-- --schedules N --sequences N --kills N --engine-sequences N]: the random tests in large numbers.
import { randomInt } from "node:crypto";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureEngine } from "./engine/index.mts";
import { engineEnv, withoutCredentials } from "./environment.mts";
import { requirePlainPath } from "./plainPath.mts";
import { root } from "./prepare.mjs";
import { run } from "./run.mjs";
import { runTask, StepError, say } from "./task.mjs";

interface Suite {
  readonly option: string;
  readonly file: string;
  /** Tells the tests how many runs they get. */
  readonly variable: string;
  readonly runs: number;
  /** At most so many runs a process: a few minutes of work, so that counts and violations show early. */
  readonly portion: number;
}

const SUITES: readonly Suite[] = [
  {
    option: "engine-sequences",
    file: "test/engine/sequences.test.ts",
    variable: "SOAK_ENGINE_SEQUENCES",
    runs: 50,
    portion: 5,
  },
  {
    option: "schedules",
    file: "test/resilience/schedules/schedules.test.ts",
    variable: "SOAK_SCHEDULES",
    runs: 100_000,
    portion: 5_000,
  },
  {
    option: "kills",
    file: "test/engine/kills.test.ts",
    variable: "SOAK_KILLS",
    runs: 50,
    portion: 25,
  },
  {
    option: "sequences",
    file: "test/resilience/sequences/sequences.test.ts",
    variable: "SOAK_SEQUENCES",
    runs: 20_000,
    portion: 10_000,
  },
];

const cores = availableParallelism();

await runTask(async () => {
  requirePlainPath();
  const suites = wantedSuites();
  const portions = suites.flatMap(portionsOf);
  const env = engineEnv(await ensureEngine(say), withoutCredentials(process.env));
  for (const { file, runs } of suites) say(`${file}: ${runs} runs`);
  const started = performance.now();
  const codes = await Promise.all(Array.from({ length: cores }, () => work(portions, env)));
  say(`Done in ${Math.round((performance.now() - started) / 1000)} s.`);
  return Math.max(...codes);
});

/** Without an option, all of them in their usual number; with options, those that are named. */
function wantedSuites(): Suite[] {
  const given = options();
  if (Object.keys(given).length === 0) return [...SUITES];
  return SUITES.flatMap((suite) => {
    const text = given[suite.option];
    return text === undefined ? [] : [{ ...suite, runs: countOf(suite.option, text) }];
  });
}

function options(): Partial<Record<string, string>> {
  const known = SUITES.map(({ option }) => [option, { type: "string" }] as const);
  try {
    return parseArgs({ options: Object.fromEntries(known) }).values;
  } catch (error) {
    throw new StepError(error instanceof Error ? error.message : String(error));
  }
}

function countOf(option: string, text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new StepError(`--${option} must be a number of runs, not "${text}"`);
}

function portionsOf(suite: Suite): Suite[] {
  const { runs } = suite;
  const most = Math.min(suite.portion, Math.ceil(runs / cores));
  const count = Math.ceil(runs / most);
  return Array.from({ length: count }, (_, index) => ({
    ...suite,
    runs: Math.min(most, runs - index * most),
  }));
}

/** Takes portion after portion, as long as there are any; answers the worst exit code. */
async function work(portions: Suite[], env: NodeJS.ProcessEnv): Promise<number> {
  const portion = portions.shift();
  return portion === undefined ? 0 : Math.max(await soak(portion, env), await work(portions, env));
}

/** One process with a seed of its own; a violation prints what repeats it. */
async function soak({ file, variable, runs }: Suite, env: NodeJS.ProcessEnv): Promise<number> {
  const seed = String(randomInt(2 ** 31));
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const args = [vitest, "run", "--maxWorkers", "1", file];
  const { code, output } = await run(process.execPath, args, {
    cwd: root,
    env: { ...env, [variable]: String(runs), SOAK_SEED: seed, NO_COLOR: "1" },
    quiet: true,
  });
  const counts = output.split("\n").filter((line) => /, \d+ violations, \d+ s/.test(line));
  console.log(code === 0 ? counts.join("\n") : output);
  if (code !== 0) say(`Once more the same: SOAK_SEED=${seed} ${variable}=${runs} npm test -- ${file}`);
  if (code !== 0 || counts.length > 0) return code;
  say(`${file}: nothing was tried. Its tests may be skipped on this system; kills need Linux.`);
  return 1;
}
