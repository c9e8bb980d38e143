// Vitest's global setup: what tests need is ready, however Vitest was started.
import type { TestProject } from "vitest/node";
import { presentBackends } from "./backends/index.mts";
import { presentEngine } from "./engine/index.mts";
import { presentLanguages } from "./engine/languages.mts";
import { engineEnv, withoutCredentials } from "./environment.mts";
import { build } from "./prepare.mjs";
import { say } from "./task.mjs";

/** Takes what is there: to get an engine can take minutes, which is for `npm test` to begin, and backends a download. */
export default async function prepareTests(project: TestProject): Promise<void> {
  await build();
  const engine = await presentEngine(say);
  project.provide("hasEngine", engine !== undefined);
  project.provide("languages", (engine && (await presentLanguages(engine))) ?? null);
  project.provide("backends", await presentBackends());
  const env = withoutCredentials(process.env);
  replaceEnv(engine ? engineEnv(engine, env) : env);
}

/** Vitest hands this process's environment on to the processes of the tests. */
function replaceEnv(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
}
