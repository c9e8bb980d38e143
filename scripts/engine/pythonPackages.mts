import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../run.mjs";
import { type Say, StepError } from "../task.mjs";
import { cacheFolder } from "./cache.mts";

const PYTHON = "python3";

const REQUIREMENTS = join(import.meta.dirname, "python/requirements.txt");

export const PACKAGES = [join("pulumi", "__init__.py"), join("parver", "__init__.py")];

/** Where the pinned packages are kept: some are compiled, for one version of Python. */
export async function packagesFolder(): Promise<string> {
  const { output } = await run(PYTHON, ["--version"], { quiet: true });
  const pins = await readFile(REQUIREMENTS, "utf8");
  const digest = createHash("sha256").update(output).update(pins).digest("hex").slice(0, 12);
  return join(cacheFolder(), `python-packages-${digest}`);
}

export async function makePackages(folder: string, say: Say): Promise<string> {
  say("Installing Pulumi's packages for Python (once, some seconds) ...");
  const args = ["-m", "pip", "install", "--quiet", "--target", folder, "--requirement", REQUIREMENTS];
  const { code, output } = await run(PYTHON, args, { quiet: true });
  if (code !== 0)
    throw new StepError(`${output.trimEnd()}\n${PYTHON} (3.10 or newer, with pip) could not install them`);
  return folder;
}
