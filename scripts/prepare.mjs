import { existsSync, statSync } from "node:fs";
import { delimiter, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { NOT_FOUND, run } from "./run.mjs";
import { StepError, say } from "./task.mjs";

export const root = fileURLToPath(new URL("..", import.meta.url));
export const node24 = join(root, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");

/**
 * Installs what a folder's package-lock.json lists, unless it is there already.
 *
 * @param {string} [folder]
 */
export async function installDependencies(folder = root) {
  if (installIsCurrent(folder)) return;
  say("Installing dependencies with npm ci (once, up to a minute or two) ...");
  const { code, output } = await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    env: envOutsideNodeModules(),
    quiet: true,
    shell: process.platform === "win32",
  });
  if (code === NOT_FOUND) throw new StepError("npm was not found. It comes with https://nodejs.org");
  if (code !== 0) throw new StepError(`${output.trimEnd()}\n\nnpm ci failed (above); mend it and run again.`);
}

/** @param {string} folder */
function installIsCurrent(folder) {
  const wanted = join(folder, "package-lock.json");
  const installed = join(folder, "node_modules/.package-lock.json");
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs;
}

/** npm ci deletes node_modules first, so it must not run on the Node.js in there, which npm run puts on PATH. */
function envOutsideNodeModules() {
  const inside = join(root, "node_modules") + sep;
  const outside = (process.env.PATH ?? "").split(delimiter).filter((folder) => !folder.startsWith(inside));
  return { ...process.env, PATH: outside.join(delimiter) };
}

/** The package `node` fetches its program in an install script, which npm may have been told not to run. */
export function requireNode24() {
  if (existsSync(node24)) return;
  throw new StepError(
    `The package "node" has no program at ${node24}: npm did not run its install script.\n` +
      "Allow it once with: npm rebuild node --ignore-scripts=false",
  );
}

/** Compiles the package into dist/, and bundles what has a process of its own; does nothing while the sources are unchanged. */
export async function build() {
  if (!existsSync(join(root, "dist"))) say("Building (a few seconds) ...");
  await runStep("node_modules/typescript/bin/tsc", "--build", "--pretty");
  if (!bundlesAreCurrent()) await runStep("scripts/bundle.mts");
}

/** @param {readonly string[]} command */
async function runStep(...command) {
  const { code, output } = await run(node24, command, { cwd: root, quiet: true });
  if (code !== 0) throw new StepError(`${output.trimEnd()}\n\nThe build failed (above).`);
}

/** The compiler writes its own record whenever a source has changed. */
function bundlesAreCurrent() {
  const made = join(root, "dist/bundles.stamp");
  const sources = [
    "dist/tsconfig.tsbuildinfo",
    "provider/shells/plugin/schema.json",
    "package.json",
    "package-lock.json",
    "scripts/bundle.mts",
    "scripts/undici.cjs",
  ];
  return (
    existsSync(made) && sources.every((file) => statSync(made).mtimeMs >= statSync(join(root, file)).mtimeMs)
  );
}
