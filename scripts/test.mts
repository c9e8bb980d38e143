// npm test [-- <files> <vitest options>]: lint, types and tests. Every part runs, whatever the others say.
import { join } from "node:path";
import { parseCLI, startVitest } from "vitest/node";
import { ensureBackends } from "./backends/index.mts";
import { type Engine, ensureEngine } from "./engine/index.mts";
import { ensureLanguages } from "./engine/languages.mts";
import { requirePlainPath } from "./plainPath.mts";
import { root } from "./prepare.mjs";
import { run } from "./run.mjs";
import { runTask, StepError, say } from "./task.mjs";
import { countTests, summary, type TestCount } from "./testCount.mts";

const CHECKS = [
  { name: "Biome", script: "@biomejs/biome/bin/biome", args: ["check", "."] },
  { name: "Types", script: "typescript/bin/tsc", args: ["--build", "scripts", "test", "bench"] },
];

await runTask(async () => {
  requirePlainPath();
  const failedChecks = await runChecks();
  const engine = await ensureEngine(say);
  say(`Pulumi ${engine.version}, ${engine.origin}.`);
  if (!(await getLanguages(engine)) && process.env.CI) failedChecks.push("Python and YAML");
  await ensureBackends(say);
  const count = await runTests(process.argv.slice(2));
  for (const name of failedChecks) say(`${name}: failed (see the top of this output).`);
  console.log(summary(count));
  return count.passed > 0 && count.failed === 0 && failedChecks.length === 0 ? 0 : 1;
});

/** Whether there are Go and Python, which nobody needs to change something here: only CI insists on them. */
async function getLanguages(engine: Engine): Promise<boolean> {
  try {
    await ensureLanguages(engine, say);
    return true;
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    say(`Programs in Python and YAML are not tested: ${error.message}`);
    return false;
  }
}

/** @returns the names of those that failed */
async function runChecks(): Promise<string[]> {
  const failed: string[] = [];
  for (const { name, script, args } of CHECKS) {
    const { code } = await run(process.execPath, [join(root, "node_modules", script), ...args], {
      cwd: root,
    });
    if (code !== 0) failed.push(name);
  }
  return failed;
}

async function runTests(args: readonly string[]): Promise<TestCount> {
  const { filter, options } = parseCLI(["vitest", "run", ...args]);
  const vitest = await startVitest(filter, { ...options, root, watch: false });
  await vitest.close();
  return countTests(vitest.state.getTestModules(), vitest.state.getUnhandledErrors().length);
}
