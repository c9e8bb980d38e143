import { parseArguments, usage } from "./arguments";
import { demoCredentials, type Emulator, startEmulator } from "./index";

/** The subcommand `emulator`: runs until a signal ends it. Throws an error that is fit to be shown. */
export async function run(args: readonly string[]): Promise<void> {
  const options = parseArguments(args);
  if (options === undefined) {
    process.stdout.write(usage);
    return;
  }
  const emulator = await startEmulator(options);
  process.stdout.write(describeGreeting(emulator));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void emulator.close());
}

/** What to set so that a program talks to the emulator; keys are shown only when they are the demo's. */
function describeGreeting(emulator: Emulator): string {
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
