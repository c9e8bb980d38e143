import { createRequire } from "node:module";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { runtimeModule } from "../provider/shells/dynamic/text";

const checked = new Set<string>();

/**
 * The provider process loads this package from the directory that the program runs in, which need
 * not be where the program itself found it. Says so before the engine fails with a bare "Cannot
 * find module".
 */
export function requireRuntime(directory = process.cwd()): void {
  if (checked.has(directory)) return;
  try {
    createRequire(join(directory, "package.json")).resolve(runtimeModule);
  } catch (error) {
    throw new pulumi.RunError(
      `pulumi-ncloud-security is not found from ${directory}, where the Pulumi engine will look for it. ` +
        "Add pulumi-ncloud-security to the dependencies of this project and install them; " +
        "an inline program of the Automation API must run in a directory that has it. " +
        `(${error instanceof Error ? error.message.split("\n")[0] : String(error)})`,
    );
  }
  checked.add(directory);
}
