import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { run } from "../run.mjs";
import type { Say } from "../task.mjs";
import type { Engine } from "./index.mts";

/** The first engine that hands the recorded inputs to the `read` of a dynamic provider. */
export const OLDEST_VERSION = "3.216.0";

/** `name` as a program file has it on this system. */
export function programName(name: string): string {
  return process.platform === "win32" ? `${name}.exe` : name;
}

export const LANGUAGE_HOST = "pulumi-language-nodejs";

/** A script that looks for the @pulumi/pulumi of the program, and starts the host of dynamic providers in it. */
export const DYNAMIC_HOST = `pulumi-resource-pulumi-nodejs${process.platform === "win32" ? ".cmd" : ""}`;

/** The `pulumi` that a shell would run, if it can run the programs of this project. */
export async function engineOnPath(say: Say): Promise<Engine | undefined> {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const folder = folders.find((entry) => hasProgram(entry, "pulumi"));
  if (!folder) return undefined;
  const version = await versionOf(folder);
  const problem = problemWith(folder, version, folders);
  if (problem) say(`Not using ${join(folder, "pulumi")}: ${problem}.`);
  return problem ? undefined : { folder, version, origin: "found on PATH" };
}

/** The version that an engine itself reports, without the leading v; empty if it does not run. */
export async function versionOf(folder: string): Promise<string> {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const { code, output } = await run(join(folder, programName("pulumi")), ["version"], { env, quiet: true });
  return code === 0 ? (/v?(\d+\.\d+\.\d+\S*)/.exec(output)?.[1] ?? "") : "";
}

function problemWith(folder: string, version: string, folders: readonly string[]): string | undefined {
  if (!version) return "it does not tell its version";
  if (!isAtLeast(version, OLDEST_VERSION)) return `its version ${version} is older than ${OLDEST_VERSION}`;
  const besides = dirname(realpathSync(join(folder, programName("pulumi"))));
  const hasHost = [...folders, besides].some((entry) => hasProgram(entry, LANGUAGE_HOST));
  return hasHost ? undefined : `there is no ${LANGUAGE_HOST} beside it or on PATH`;
}

function isAtLeast(version: string, oldest: string): boolean {
  return version.localeCompare(oldest, "en", { numeric: true }) >= 0;
}

function hasProgram(folder: string, name: string): boolean {
  return existsSync(join(folder, programName(name)));
}
