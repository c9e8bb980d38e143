import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { StepError } from "../task.mjs";
import { DYNAMIC_HOST, LANGUAGE_HOST, programName } from "./onPath.mts";

const UNFINISHED = "unfinished-";

/** What an engine needs for the programs of this project. */
export const ENGINE_PARTS = [programName("pulumi"), programName(LANGUAGE_HOST), DYNAMIC_HOST];

/** Whether a folder holds all of these files. */
export async function isWhole(folder: string, parts: readonly string[]): Promise<boolean> {
  return (await missingFrom(folder, parts)).length === 0;
}

/**
 * Has files made, and puts them in place when all parts are there, as {@link placeFolder} does.
 *
 * @param make makes them somewhere in the folder that it is given, and answers where
 * @throws StepError if a part is missing
 */
export async function placeWhole(
  folder: string,
  parts: readonly string[],
  make: (unfinished: string) => Promise<string>,
): Promise<void> {
  await placeFolder(folder, async (unfinished) => {
    const made = await make(unfinished);
    const missing = await missingFrom(made, parts);
    if (missing.length > 0) throw new StepError(`what was made has no ${missing.join(", ")}`);
    return made;
  });
}

/**
 * Has something made in a folder beside `folder`, which gets this name when all of it is there: nobody ever finds a
 * part of it there. What was there before goes. To be called under the lock of the cache.
 *
 * @param make makes it somewhere in the folder that it is given, and answers where; throws if it is not whole
 */
export async function placeFolder(
  folder: string,
  make: (unfinished: string) => Promise<string>,
): Promise<void> {
  const unfinished = await emptyFolder(dirname(folder));
  try {
    const made = await make(unfinished);
    await rm(folder, { recursive: true, force: true });
    await rename(made, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function missingFrom(folder: string, parts: readonly string[]): Promise<string[]> {
  const sizes = await Promise.all(parts.map((part) => sizeOf(join(folder, part))));
  return parts.filter((_, index) => !sizes[index]);
}

async function sizeOf(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.size;
}

/** Under the lock of the cache, so what is found here was left by a process that was killed. */
async function emptyFolder(cache: string): Promise<string> {
  await mkdir(cache, { recursive: true });
  for (const name of await readdir(cache)) {
    if (name.startsWith(UNFINISHED)) await rm(join(cache, name), { recursive: true, force: true });
  }
  return mkdtemp(join(cache, UNFINISHED));
}
