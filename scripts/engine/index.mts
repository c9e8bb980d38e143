import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Say, StepError } from "../task.mjs";
import { cacheFolder } from "./cache.mts";
import { buildWithGo, builtEngine } from "./goBuild.mts";
import { withLock } from "./lock.mts";
import { installedEngine, installOfficial } from "./official.mts";
import { engineOnPath, OLDEST_VERSION } from "./onPath.mts";

/** A Pulumi engine that is ready to run. */
export interface Engine {
  /** The folder with `pulumi` and its Node.js language host. */
  folder: string;
  version: string;
  /** Where it came from, for people. */
  origin: string;
}

/** The ways to get an engine, the quicker first. Each throws an error that says why it did not work. */
const WAYS = [
  { name: "official installer", get: installOfficial },
  { name: "build with Go", get: buildWithGo },
];

/**
 * Finds a Pulumi engine or gets one into a per-user cache.
 *
 * @throws StepError if no way worked; it says what to install
 */
export async function ensureEngine(say: Say): Promise<Engine> {
  return (await presentEngine(say)) ?? (await getEngine(say));
}

/** The engine on PATH, or the one in the cache. */
export async function presentEngine(say: Say): Promise<Engine | undefined> {
  return (await engineOnPath(say)) ?? (await engineInCache());
}

async function engineInCache(): Promise<Engine | undefined> {
  return (await installedEngine()) ?? (await builtEngine());
}

/** Whoever waited for another process to get the engine finds it in the cache. */
async function getEngine(say: Say): Promise<Engine> {
  const cache = cacheFolder();
  await mkdir(cache, { recursive: true });
  const onWait = () => say("Waiting for another process that is getting the Pulumi engine ...");
  return withLock(join(cache, "lock"), onWait, async () => (await engineInCache()) ?? (await tryWays(say)));
}

async function tryWays(say: Say): Promise<Engine> {
  for (const { name, get } of WAYS) {
    try {
      return await get(say);
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      say(`Pulumi engine, ${name}: ${error.message}`);
    }
  }
  throw new StepError(
    [
      "There is no Pulumi engine, and none could be made (above). Any one of these is enough:",
      `  install Pulumi ${OLDEST_VERSION} or newer: https://www.pulumi.com/docs/iac/download-install/`,
      "  connect this machine to the internet and run again",
      "  install Go 1.21 or newer (https://go.dev/dl/) with access to its module proxy and run again",
    ].join("\n"),
  );
}
