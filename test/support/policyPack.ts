import { chmod, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

const runner = resolve("node_modules/@pulumi/pulumi/cmd/run-policy-pack");

/**
 * Writes a file that runs a folder as a policy pack, and answers its path. A released Pulumi runs the folder itself;
 * the language host that these tests have cannot.
 */
export async function makeExecutable(folder: string, into: string): Promise<string> {
  const file = join(into, "pack");
  await writeFile(file, `#!/bin/sh\ncd "${folder}" && exec "${process.execPath}" "${runner}" "$1" .\n`);
  await chmod(file, 0o755);
  return file;
}
