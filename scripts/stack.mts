import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureEngine } from "./engine/index.mts";
import { programName } from "./engine/onPath.mts";
import { engineEnv, withoutCredentials, withoutProxy } from "./environment.mts";
import { root } from "./prepare.mjs";
import { type Emulator, openEmulator } from "./quickstartEmulator.mts";
import { run } from "./run.mjs";
import { StepError, say } from "./task.mjs";

/** Everything the quick start leaves behind. Git ignores it; deleting it starts afresh. */
const FOLDER = join(root, ".quickstart");

/** Runs one Pulumi command on the stack, in the terminal of the caller; the result is its exit code. */
export type Pulumi = (...args: string[]) => Promise<number>;

/**
 * Runs `action` on the quick start's stack, which is made if it is missing. The emulator is up as long as the
 * action. A live account has a stack of its own, so that what one holds is never looked for in the other.
 */
export async function onStack(live: boolean, action: (pulumi: Pulumi) => Promise<number>): Promise<number> {
  if (live) requirePassphrase();
  const engine = await ensureEngine(say);
  say(`Pulumi ${engine.version}, ${engine.origin}.`);
  await mkdir(join(FOLDER, "state"), { recursive: true });
  const emulator = live ? undefined : await openEmulator(FOLDER);
  if (emulator) say(`NAVER Cloud emulator at ${emulator.url}: no account, no bill.`);
  try {
    const stack = live ? "live" : "emulator";
    const account = emulator ? emulatorEnv(emulator) : process.env;
    const env = { ...engineEnv(engine, account), ...stateEnv(stack) };
    const pulumi = join(engine.folder, programName("pulumi"));
    await selectStack(pulumi, stack, env);
    return await action(async (...args) => (await run(pulumi, args, { cwd: root, env })).code);
  } finally {
    await emulator?.close();
  }
}

/** Complete credentials, so that nothing is looked up anywhere else. */
function emulatorEnv({ url, credentials }: Emulator): NodeJS.ProcessEnv {
  return {
    ...withoutProxy(url, withoutCredentials(process.env)),
    NCLOUD_ACCESS_KEY_ID: credentials.accessKey,
    NCLOUD_SECRET_ACCESS_KEY: credentials.secretKey,
    NCLOUD_SECURITY_ENDPOINT: url,
    // The emulator knows made-up secrets only, and a second run must open what the first one wrote.
    PULUMI_CONFIG_PASSPHRASE: "quickstart",
  };
}

/** Pulumi decodes what comes after "file://", and before that takes it for a path: no slash before the drive of Windows. */
function backendUrl(folder: string): string {
  return pathToFileURL(folder).href.replace(/^file:\/\/\/(?=[a-z]:)/i, "file://");
}

/** State and settings in the quick start's folder leave the user's own Pulumi login and stacks as they are. */
function stateEnv(stack: string): NodeJS.ProcessEnv {
  return {
    PULUMI_HOME: join(FOLDER, "home"),
    PULUMI_BACKEND_URL: backendUrl(join(FOLDER, "state")),
    PULUMI_STACK: stack,
  };
}

/** The state of a live stack holds real secrets, which only a secret passphrase protects. */
function requirePassphrase(): void {
  const { PULUMI_CONFIG_PASSPHRASE, PULUMI_CONFIG_PASSPHRASE_FILE } = process.env;
  if (PULUMI_CONFIG_PASSPHRASE || PULUMI_CONFIG_PASSPHRASE_FILE) return;
  throw new StepError("Set PULUMI_CONFIG_PASSPHRASE: it encrypts the secrets of the live stack.");
}

async function selectStack(pulumi: string, name: string, env: NodeJS.ProcessEnv): Promise<void> {
  const args = ["stack", "select", "--create", name];
  const { code, output } = await run(pulumi, args, { cwd: root, env, quiet: true });
  if (code !== 0) throw new StepError(`${output.trimEnd()}\n\nPulumi could not open stack ${name} (above).`);
}
