import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Say } from "../task.mjs";
import { cacheFolder } from "./cache.mts";
import type { Engine } from "./index.mts";
import { HOSTS, hostsFolder, makeHosts } from "./languageHosts.mts";
import { withLock } from "./lock.mts";
import { isWhole, placeWhole } from "./place.mts";
import { makePackages, PACKAGES, packagesFolder } from "./pythonPackages.mts";

/** What programs in Python and YAML need beside an engine, which only the tests run. */
export interface Languages {
  /** The folder with the engine's hosts of these languages. */
  hosts: string;
  /** The folder with what Python programs import. */
  packages: string;
}

/** Those that the engine has, or that are in the cache. */
export async function presentLanguages(engine: Engine): Promise<Languages | undefined> {
  const languages = await findLanguages(engine);
  const isPresent = (await isWhole(languages.hosts, HOSTS)) && (await isWhole(languages.packages, PACKAGES));
  return isPresent ? languages : undefined;
}

/**
 * Gets those that are missing into the cache.
 *
 * @throws StepError if that does not work; it says why
 */
export async function ensureLanguages(engine: Engine, say: Say): Promise<Languages> {
  const present = await presentLanguages(engine);
  if (present !== undefined) return present;
  const languages = await findLanguages(engine);
  const cache = cacheFolder();
  await mkdir(cache, { recursive: true });
  const onWait = () => say("Waiting for another process that is getting the languages of the tests ...");
  await withLock(join(cache, "lock"), onWait, async () => {
    if (!(await isWhole(languages.hosts, HOSTS)))
      await placeWhole(languages.hosts, HOSTS, (folder) => makeHosts(folder, say));
    if (!(await isWhole(languages.packages, PACKAGES)))
      await placeWhole(languages.packages, PACKAGES, (folder) => makePackages(folder, say));
  });
  return languages;
}

/** Pulumi's own release has the hosts beside its engine. */
async function findLanguages({ folder }: Engine): Promise<Languages> {
  const hosts = (await isWhole(folder, HOSTS)) ? folder : await hostsFolder();
  return { hosts, packages: await packagesFolder() };
}
