import { join } from "node:path";
import { version as sdkVersion } from "@pulumi/pulumi/version.js";
import { type Say, StepError } from "../task.mjs";
import { cacheFolder } from "./cache.mts";
import type { Engine } from "./index.mts";
import { versionOf } from "./onPath.mts";
import { ENGINE_PARTS, isWhole, placeWhole } from "./place.mts";

/** Engine and SDK are released together, so the installed SDK says which engine fits. */
const OFFICIAL_VERSION = sdkVersion;

const INSTALLER = "https://get.pulumi.com";
const ANSWER_MS = 5_000;
const DOWNLOAD_MS = 5 * 60_000;
const LONGEST_REASON = 300;

/** What an earlier run of {@link installOfficial} left in the cache. */
export async function installedEngine(): Promise<Engine | undefined> {
  const folder = destination();
  const version = (await isWhole(folder, ENGINE_PARTS)) && (await versionOf(folder));
  return version ? { folder, version, origin: "official release, cached" } : undefined;
}

/** Pulumi's own installer: a download of about 150 MB. */
export async function installOfficial(say: Say): Promise<Engine> {
  await requireAnswer();
  say(`Installing Pulumi ${OFFICIAL_VERSION} with its official installer (once, up to a few minutes) ...`);
  // The installer copies program after program, and would leave what it has copied when it dies in between.
  await placeWhole(destination(), ENGINE_PARTS, async (unfinished) => {
    await within(DOWNLOAD_MS, runInstaller(unfinished));
    return join(unfinished, "bin");
  });
  const engine = await installedEngine();
  if (!engine) throw new StepError("it ended without an error, but its engine does not run");
  return engine;
}

function destination(): string {
  return join(cacheFolder(), `release-${OFFICIAL_VERSION}`);
}

/** Without this question an unreachable network would only show after minutes. */
async function requireAnswer(): Promise<void> {
  try {
    await fetch(INSTALLER, { method: "HEAD", signal: AbortSignal.timeout(ANSWER_MS) });
  } catch {
    throw new StepError(`${INSTALLER} does not answer`);
  }
}

/** Loaded here only: it is a large module that most runs do without. */
async function runInstaller(root: string): Promise<void> {
  const { PulumiCommand } = await import("@pulumi/pulumi/automation/index.js");
  try {
    await PulumiCommand.install({ root });
  } catch (error) {
    throw new StepError(oneLine(error));
  }
}

function oneLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().replace(/\s+/g, " ").slice(0, LONGEST_REASON);
}

async function within(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StepError(`not done after ${limitMs / 60_000} minutes`)), limitMs);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
