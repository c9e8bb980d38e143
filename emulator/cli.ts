#!/usr/bin/env node
import "../provider/node";
import { parseArguments, usage } from "./arguments";
import { demoCredentials, type Emulator, type EmulatorOptions, startEmulator } from "./index";

/** What to set so that a program talks to the emulator; keys are shown only when they are the demo's. */
function greeting(emulator: Emulator): string {
  const demo = emulator.credentials === demoCredentials;
  const { accessKey, secretKey } = demo ? emulator.credentials : { accessKey: "...", secretKey: "..." };
  return [
    `NAVER Cloud security emulator on ${emulator.url} (controls: ${emulator.url}/_emulator/health)`,
    `  export NCLOUD_SECURITY_ENDPOINT=${emulator.url}`,
    `  export NCLOUD_ACCESS_KEY_ID=${accessKey}`,
    `  export NCLOUD_SECRET_ACCESS_KEY=${secretKey}`,
    "",
  ].join("\n");
}

async function run(options: EmulatorOptions): Promise<void> {
  const emulator = await startEmulator(options);
  process.stdout.write(greeting(emulator));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void emulator.close());
}

function fail(error: unknown): void {
  process.stderr.write(
    `ncloud-security-emulator: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
}

async function main(): Promise<void> {
  try {
    const options = parseArguments(process.argv.slice(2));
    if (options === undefined) process.stdout.write(usage);
    else await run(options);
  } catch (error) {
    fail(error);
  }
}

void main();
