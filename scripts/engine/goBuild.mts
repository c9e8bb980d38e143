import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../prepare.mjs";
import { NOT_FOUND, run } from "../run.mjs";
import { type Say, StepError } from "../task.mjs";
import { cacheFolder } from "./cache.mts";
import type { Engine } from "./index.mts";
import { DYNAMIC_HOST, programName } from "./onPath.mts";
import { ENGINE, HOST, type Program, pinnedVersion, pinsFolder } from "./pins.mts";
import { ENGINE_PARTS, isWhole, placeWhole } from "./place.mts";

const HEARTBEAT_MS = 30_000;
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** What an earlier {@link buildWithGo} of the same pinned versions left in the cache. */
export async function builtEngine(): Promise<Engine | undefined> {
  const { version, folder } = await destination();
  return (await isWhole(folder, ENGINE_PARTS))
    ? { folder, version, origin: "built with Go, cached" }
    : undefined;
}

/** Builds the engine from source. */
export async function buildWithGo(say: Say): Promise<Engine> {
  await requireGo();
  const { version, folder } = await destination();
  const stop = announce(say, version);
  try {
    await placeWhole(folder, ENGINE_PARTS, async (unfinished) => {
      await compile(ENGINE, unfinished, `-s -w -X ${VERSION_VARIABLE}=v${version}`);
      await compile(HOST, unfinished, "-s -w");
      await addDynamicHost(unfinished);
      return unfinished;
    });
    return { folder, version, origin: "built with Go" };
  } finally {
    stop();
  }
}

async function destination(): Promise<{ version: string; folder: string }> {
  const version = await pinnedVersion(ENGINE);
  return { version, folder: join(cacheFolder(), `go-${version}-host-${await pinnedVersion(HOST)}`) };
}

async function requireGo(): Promise<void> {
  const { code } = await run("go", ["version"], { quiet: true });
  if (code === NOT_FOUND) throw new StepError("Go is not installed");
}

/** @returns stops the heartbeat */
function announce(say: Say, version: string): () => void {
  say(`Building Pulumi ${version} with Go (once, 6 to 14 minutes on two cores) ...`);
  const start = Date.now();
  const timer = setInterval(() => {
    say(`  still building Pulumi: ${Math.round((Date.now() - start) / 1000)} s so far`);
  }, HEARTBEAT_MS);
  return () => clearInterval(timer);
}

async function compile(program: Program, folder: string, linkerFlags: string): Promise<void> {
  const target = join(folder, programName(program.name));
  // readonly: go.mod and go.sum decide alone; a checkout above this one must not add its go.work or revision.
  const flags = ["-mod=readonly", "-buildvcs=false", "-ldflags", linkerFlags, "-o", target];
  const { code, output } = await run("go", ["build", ...flags, `${program.module}/${program.path}`], {
    cwd: pinsFolder(program),
    env: { ...process.env, GOWORK: "off" },
    quiet: true,
  });
  if (code !== 0) throw new StepError(`go build of ${program.name} failed:\n${lastLines(output)}`);
}

/** Releases have it beside the engine, which warns if it has to take it from PATH. It holds nothing of a version. */
async function addDynamicHost(folder: string): Promise<void> {
  await copyFile(join(root, "node_modules/@pulumi/pulumi", DYNAMIC_HOST), join(folder, DYNAMIC_HOST));
}

function lastLines(output: string): string {
  return output.trimEnd().split("\n").slice(-10).join("\n");
}
