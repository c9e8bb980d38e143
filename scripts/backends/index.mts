import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../engine/cache.mts";
import { withLock } from "../engine/lock.mts";
import { type Say, StepError } from "../task.mjs";
import { getFromDebian } from "./debian.mts";
import { getMoto, presentMoto, startMoto } from "./moto.mts";
import { startPostgres } from "./postgres.mts";
import { presentPostgres } from "./postgresPrograms.mts";

/** A server on this machine that keeps the state of stacks. */
export interface Running {
  /** What leads the engine to it. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

interface Backend {
  /** How to start it, if all that it takes is on this machine. */
  find(): Promise<(() => Promise<Running>) | undefined>;
  /** Gets what it takes into the cache. */
  get(say: Say): Promise<void>;
}

/** The backends beside Pulumi Cloud and a folder, by the name that tests give them. */
const BACKENDS: ReadonlyMap<string, Backend> = new Map([
  ["postgres", { find: () => bind(startPostgres, presentPostgres()), get: getFromDebian }],
  ["s3", { find: () => bind(startMoto, presentMoto()), get: getMoto }],
]);

async function bind<T>(start: (programs: T) => Promise<Running>, found: Promise<T | undefined>) {
  const programs = await found;
  return programs === undefined ? undefined : () => start(programs);
}

/** Gets what is missing. A backend that this machine cannot have is told, and its tests are skipped. */
export async function ensureBackends(say: Say): Promise<void> {
  const cache = cacheFolder();
  await mkdir(cache, { recursive: true });
  const onWait = () => say("Waiting for another process that is filling the cache ...");
  for (const [name, backend] of BACKENDS) {
    if (await backend.find()) continue;
    await withLock(join(cache, "lock"), onWait, () => getUnlessThere(name, backend, say));
  }
}

async function getUnlessThere(name: string, backend: Backend, say: Say): Promise<void> {
  try {
    if (!(await backend.find())) await backend.get(say);
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    say(`No ${name} backend, so its tests are skipped: ${error.message}`);
  }
}

/** The names of those that can be started. */
export async function presentBackends(): Promise<string[]> {
  const names = [...BACKENDS.keys()];
  const found = await Promise.all(names.map((name) => BACKENDS.get(name)?.find()));
  return names.filter((_, index) => found[index]);
}

/** @throws StepError if it is not there, or does not start */
export async function startBackend(name: string): Promise<Running> {
  const start = await BACKENDS.get(name)?.find();
  if (!start) throw new StepError(`There is no ${name} backend here.`);
  return start();
}
