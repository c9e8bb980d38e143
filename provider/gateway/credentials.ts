import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ConfigurationError } from "./errors";
import type { Secret } from "./secret";

/** An access key with its secret: what a request is signed with. */
export interface KeyPair {
  readonly accessKey: Secret;
  readonly secretKey: Secret;
  /** Where both came from, in words, for error messages. */
  readonly from: string;
}

export type KeySource = () => Promise<KeyPair>;

/** How the gateway comes by its keys. */
export type Credentials =
  | { readonly kind: "keys"; readonly keys: KeyPair }
  | { readonly kind: "serverRole"; readonly endpoint: string };

/** One place's own half or halves of a pair, in plain text. */
export interface FoundKeys {
  readonly accessKey?: string;
  readonly secretKey?: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** In order of preference, as NCP's Go and JavaScript SDKs have them. */
export const environmentNames = {
  accessKey: ["NCLOUD_ACCESS_KEY_ID", "NCLOUD_ACCESS_KEY"],
  secretKey: ["NCLOUD_SECRET_ACCESS_KEY", "NCLOUD_SECRET_KEY"],
} as const;

/** As NCP's SDKs have them. */
export const fileNames = {
  accessKey: "ncloud_access_key_id",
  secretKey: "ncloud_secret_access_key",
} as const;

/** The first variable that is set; one that is set to nothing counts as not set, as in a shell. */
export function readEnvironment(environment: Environment, names: readonly string[]): string | undefined {
  return names.map((name) => environment[name]?.trim()).find((value) => value !== undefined && value !== "");
}

export function keysFromEnvironment(environment: Environment): FoundKeys {
  return {
    accessKey: readEnvironment(environment, environmentNames.accessKey),
    secretKey: readEnvironment(environment, environmentNames.secretKey),
  };
}

/**
 * Reads the text of a `~/.ncloud/configure` file: lines `name = value`, the last one of a name
 * counts, and a `[section]` line means nothing, as in NCP's own Go SDK.
 */
export function keysFromFile(text: string): FoundKeys {
  const lines = text.split(/\r\n|\n|\r/);
  const values = new Map(lines.flatMap(entryOfLine));
  return {
    accessKey: values.get(fileNames.accessKey) || undefined,
    secretKey: values.get(fileNames.secretKey) || undefined,
  };
}

function entryOfLine(line: string): [string, string][] {
  // A value may itself hold "=", as base64 does at its end. Trimming also removes a byte order mark.
  const at = line.indexOf("=");
  return at < 0 || line.trimStart().startsWith("[")
    ? []
    : [[line.slice(0, at).trim(), line.slice(at + 1).trim()]];
}

/** The text of `~/.ncloud/configure`, or undefined if there is no such file. */
export function readConfigureFile(path = join(homedir(), ".ncloud", "configure")): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new ConfigurationError(`${path} cannot be read (${code})`, {
      hint: "Make it readable, or give accessKey and secretKey in another way",
    });
  }
}
