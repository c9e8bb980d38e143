import { availableParallelism } from "node:os";
import { ensureEngine } from "../../scripts/engine/index.mts";
import { say } from "../../scripts/task.mjs";

/** When, and on what: numbers of another machine mean something else. */
export async function describeEnvironment(): Promise<string> {
  const { version } = await ensureEngine(say);
  const date = new Date().toISOString().slice(0, 10);
  const { platform, arch, versions } = process;
  return `${date}, ${availableParallelism()} cores, ${platform} ${arch}, Node.js ${versions.node}, Pulumi ${version}.`;
}
