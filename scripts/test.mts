// npm test [-- <files> <vitest options>]: lint, types and tests. Every part runs, whatever the others say.
import { join } from "node:path";
import { parseCLI, startVitest } from "vitest/node";
import { ensureEngine } from "./engine/index.mts";
import { engineEnv, withoutCredentials } from "./environment.mts";
import { requirePlainPath } from "./plainPath.mts";
import { root } from "./prepare.mjs";
import { run } from "./run.mjs";
import { runTask, say } from "./task.mjs";
import { countTests, summary, type TestCount } from "./testCount.mts";

const CHECKS = [
  { name: "Biome", script: "@biomejs/biome/bin/biome", args: ["check", "."] },
  { name: "Types", script: "typescript/bin/tsc", args: ["--build", "scripts", "test"] },
];

await runTask(async () => {
  requirePlainPath();
  const failedChecks = await runChecks();
  const engine = await ensureEngine(say);
  say(`Pulumi ${engine.version}, ${engine.origin}.`);
  replaceEnv(engineEnv(engine, withoutCredentials(process.env)));
  const count = await runTests(process.argv.slice(2));
  for (const name of failedChecks) say(`${name}: failed (see the top of this output).`);
  console.log(summary(count));
  return count.passed > 0 && count.failed === 0 && failedChecks.length === 0 ? 0 : 1;
});

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

/** Vitest hands this process's environment on to the processes of the tests. */
function replaceEnv(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
}

async function runTests(args: readonly string[]): Promise<TestCount> {
  const { filter, options } = parseCLI(["vitest", "run", ...args]);
  const config = join(root, "test/vitest.config.mts");
  const vitest = await startVitest(filter, { ...options, root, config, watch: false });
  await vitest.close();
  return countTests(vitest.state.getTestModules(), vitest.state.getUnhandledErrors().length);
}
