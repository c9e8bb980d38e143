import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { FoundKeys } from "./credentials";
import { ConfigurationError } from "./errors";

/** As NCP's SDKs have them. */
export const fileNames = {
  accessKey: "ncloud_access_key_id",
  secretKey: "ncloud_secret_access_key",
} as const;

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
