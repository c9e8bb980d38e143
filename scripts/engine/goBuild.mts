import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../prepare.mjs";
import type { Say } from "../task.mjs";
import { cacheFolder } from "./cache.mts";
import { compile, requireGo, withHeartbeat } from "./go.mts";
import type { Engine } from "./index.mts";
import { DYNAMIC_HOST } from "./onPath.mts";
import { ENGINE, HOST, pinnedVersion } from "./pins.mts";
import { ENGINE_PARTS, isWhole, placeWhole } from "./place.mts";

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
  say(`Building Pulumi ${version} with Go (once, 6 to 14 minutes on two cores) ...`);
  await withHeartbeat(say, "Pulumi", () =>
    placeWhole(folder, ENGINE_PARTS, async (unfinished) => {
      await compile(ENGINE, unfinished, `-s -w -X ${VERSION_VARIABLE}=v${version}`);
      await compile(HOST, unfinished);
      await addDynamicHost(unfinished);
      return unfinished;
    }),
  );
  return { folder, version, origin: "built with Go" };
}

async function destination(): Promise<{ version: string; folder: string }> {
  const version = await pinnedVersion(ENGINE);
  return { version, folder: join(cacheFolder(), `go-${version}-host-${await pinnedVersion(HOST)}`) };
}

/** Releases have it beside the engine, which warns if it has to take it from PATH. It holds nothing of a version. */
async function addDynamicHost(folder: string): Promise<void> {
  await copyFile(join(root, "node_modules/@pulumi/pulumi", DYNAMIC_HOST), join(folder, DYNAMIC_HOST));
}
