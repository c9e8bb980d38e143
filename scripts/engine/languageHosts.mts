import { chmod, copyFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Say } from "../task.mjs";
import { cacheFolder } from "./cache.mts";
import { compile, findSource, requireGo, withHeartbeat } from "./go.mts";
import { programName } from "./onPath.mts";
import { PYTHON_HOST, pinnedVersion, YAML_HOST } from "./pins.mts";

/** The script in which the host of Python runs a program. */
const PYTHON_SCRIPT = "pulumi-language-python-exec";

export const HOSTS = [programName(PYTHON_HOST.name), PYTHON_SCRIPT, programName(YAML_HOST.name)];

/** Where the hosts of the pinned versions are kept. */
export async function hostsFolder(): Promise<string> {
  const [python, yaml] = [await pinnedVersion(PYTHON_HOST), await pinnedVersion(YAML_HOST)];
  return join(cacheFolder(), `hosts-python-${python}-yaml-${yaml}`);
}

/** Builds the hosts from source. */
export async function makeHosts(folder: string, say: Say): Promise<string> {
  await requireGo();
  say("Building Pulumi's hosts of Python and YAML with Go (once, 2 to 4 minutes on two cores) ...");
  await withHeartbeat(say, "the hosts", async () => {
    await compile(PYTHON_HOST, folder);
    await compile(YAML_HOST, folder);
  });
  const script = join(folder, PYTHON_SCRIPT);
  await copyFile(join(dirname(await findSource(PYTHON_HOST)), PYTHON_SCRIPT), script);
  // What comes out of Go's cache of modules may not be executed.
  await chmod(script, 0o755);
  return folder;
}
