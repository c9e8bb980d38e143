import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { LANGUAGE_HOST } from "./onPath.mts";

/** A program that is built from a Go module. */
export interface Program {
  name: string;
  /** The folder beside this file whose go.mod pins everything that is built. */
  pins: string;
  module: string;
  /** The package to build, inside `module`. */
  path: string;
}

export const ENGINE: Program = {
  name: "pulumi",
  pins: "pulumi",
  module: "github.com/pulumi/pulumi/pkg/v3",
  path: "cmd/pulumi",
};

/** Its versions go their own way: this is the last one that was published as a Go module. */
export const HOST: Program = {
  name: LANGUAGE_HOST,
  pins: "host",
  module: "github.com/pulumi/pulumi/sdk/v3",
  path: "nodejs/cmd/pulumi-language-nodejs",
};

export const PYTHON_HOST: Program = {
  ...HOST,
  name: "pulumi-language-python",
  path: "python/cmd/pulumi-language-python",
};

export const YAML_HOST: Program = {
  name: "pulumi-language-yaml",
  pins: "yaml",
  module: "github.com/pulumi/pulumi-yaml",
  path: "cmd/pulumi-language-yaml",
};

/** The module to build in. */
export function pinsFolder(program: Program): string {
  return join(import.meta.dirname, program.pins);
}

/** What its go.mod says, without the leading v. */
export async function pinnedVersion(program: Program): Promise<string> {
  const text = await readFile(join(pinsFolder(program), "go.mod"), "utf8");
  const line = text.split("\n").find((entry) => entry.trim().startsWith(`${program.module} v`));
  const version = line?.trim().split(" ")[1]?.slice(1);
  if (!version) throw new Error(`scripts/engine/${program.pins}/go.mod does not require ${program.module}`);
  return version;
}
