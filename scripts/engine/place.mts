import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { StepError } from "../task.mjs";
import { DYNAMIC_HOST, LANGUAGE_HOST, programName } from "./onPath.mts";

const UNFINISHED = "unfinished-";

/** What an engine needs for the programs of this project. */
const PARTS = [programName("pulumi"), programName(LANGUAGE_HOST), DYNAMIC_HOST];

/** Whether a folder holds an engine with all its parts. */
export async function isWhole(folder: string): Promise<boolean> {
  return (await missingFrom(folder)).length === 0;
}

/**
 * Has an engine made in a folder beside `folder`, which gets this name when the engine is whole: nobody ever finds
 * a part of one there. What was there before, and was not whole, goes. To be called under the lock of the cache.
 *
 * @param make makes the engine somewhere in the folder that it is given, and answers where
 * @throws StepError if the engine lacks a part
 */
export async function placeEngine(
  folder: string,
  make: (unfinished: string) => Promise<string>,
): Promise<void> {
  const unfinished = await emptyFolder(dirname(folder));
  try {
    const made = await make(unfinished);
    const missing = await missingFrom(made);
    if (missing.length > 0) throw new StepError(`the engine has no ${missing.join(", ")}`);
    await rm(folder, { recursive: true, force: true });
    await rename(made, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function missingFrom(folder: string): Promise<string[]> {
  const sizes = await Promise.all(PARTS.map((part) => sizeOf(join(folder, part))));
  return PARTS.filter((_, index) => !sizes[index]);
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
