import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

/** What the engine looks for. */
const file = "pulumi-resource-ncloud-security";

let isFound = false;

/**
 * An engine that finds no plugin tries to download one, and then names a command that cannot help either. Says what
 * is missing before that. Where an inline program of the Automation API has its project, nobody can tell.
 *
 * @throws pulumi.RunError with the lines for Pulumi.yaml.
 */
export function requirePlugin(env: NodeJS.ProcessEnv = process.env, directory = process.cwd()): void {
  // Set by Pulumi's own runner of programs, and by no other.
  if (isFound || env.PULUMI_NODEJS_PROJECT === undefined) return;
  const project = findProject(directory);
  isFound =
    project === undefined || isNamedIn(project) || isOnPath(env) || isInstalled(env) || isDebugged(env);
  if (isFound) return;
  throw new pulumi.RunError(
    `ncloud-security:plugin is true, and there is no ${file}: add to ${project}\n\n` +
      "plugins:\n  providers: [{ name: ncloud-security, path: node_modules/.bin }]\n\n" +
      "or install the plugin another way, see docs/plugin.md of pulumi-ncloud-security",
  );
}

/** The project of a program is in its folder, or above it where Pulumi.yaml names another folder. */
function findProject(folder: string): string | undefined {
  const names = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];
  const found = names.map((name) => join(folder, name)).find(existsSync);
  const above = dirname(folder);
  return found !== undefined || above === folder ? found : findProject(above);
}

/** Whoever gives it a place in the project has thought of it. */
function isNamedIn(project: string): boolean {
  return /\bname["']?\s*:\s*["']?ncloud-security["']?\s*(?:[,}\r\n]|$)/.test(readFileSync(project, "utf8"));
}

function isOnPath({ PATH = "" }: NodeJS.ProcessEnv): boolean {
  const names = ["", ".exe", ".cmd"].map((extension) => file + extension);
  return PATH.split(delimiter).some((folder) => names.some((name) => existsSync(join(folder, name))));
}

function isInstalled({ PULUMI_HOME = join(homedir(), ".pulumi") }: NodeJS.ProcessEnv): boolean {
  const folder = join(PULUMI_HOME, "plugins");
  return (
    existsSync(folder) && readdirSync(folder).some((name) => name.startsWith("resource-ncloud-security-v"))
  );
}

/** The user has started it, for a debugger. */
function isDebugged({ PULUMI_DEBUG_PROVIDERS = "" }: NodeJS.ProcessEnv): boolean {
  return PULUMI_DEBUG_PROVIDERS.includes("ncloud-security:");
}
