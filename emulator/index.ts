import "../provider/node";
import { EmulatedAccount } from "./account/account";
import { RunningEmulator } from "./emulator";
import { describeWarning, loopback } from "./hosts";
import { checkOptions } from "./options";
import type { Credentials, Emulator, EmulatorOptions } from "./types";

export { ControlError } from "./controls/error";
export type * from "./types";

/** Accepted when no others are given. They open nothing but emulators. */
export const demoCredentials: Credentials = { accessKey: "demo-access-key", secretKey: "demo-secret-key" };

/** Starts NCP on this machine. Several may run at once, each with a state of its own. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  checkOptions(options);
  const { port = 0, host = loopback, allowHosts } = options;
  const { data, credentials = demoCredentials, clock = Date.now, quiet = true } = options;
  const log = quiet ? undefined : (line: string) => process.stderr.write(`${line}\n`);
  const { pace, dialect, createJobReply, missingApiKey, dates, limits } = options;
  const { otherKeys = [], account: name = "emulator" } = options;
  const settings = { pace, dialect, createJobReply, missingApiKey, dates, ...limits };
  const keys = [credentials, ...otherKeys] as const;
  const account = new EmulatedAccount({ data, keys, name, settings, wall: clock, log });
  const emulator = await RunningEmulator.start(account, { port, host, allowHosts });
  const warning = describeWarning(host, emulator.url);
  if (warning !== undefined) process.stderr.write(`${warning}\n`);
  return emulator;
}
