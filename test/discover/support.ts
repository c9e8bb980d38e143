import { afterEach } from "vitest";
import { readAccount } from "../../cli/discover/account";
import { type Inventory, takeInventory } from "../../cli/discover/inventory";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import type { SeededJob } from "../../emulator/types";

const running: Emulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

/** An emulated account that ends with the test. */
export async function openAccount(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({ pace: "manual", ...options });
  running.push(emulator);
  return emulator;
}

export async function discover({ credentials, url }: Emulator): Promise<Inventory> {
  return takeInventory(await readAccount({ ...credentials, endpoint: url, retry: '{"maxAttempts": 1}' }));
}

/** What an account with these jobs alone comes to; of the resources only the scans. */
export async function discoverJobs(...jobs: SeededJob[]): Promise<Inventory> {
  const emulator = await openAccount();
  emulator.seed({ jobs });
  const { resources, notes } = await discover(emulator);
  return { resources: resources.filter(({ type }) => type === "ScanJob"), notes };
}

export const completed = 4;

/** A memo as the resources of a stack write it. */
export const marker = "pulumi.9f8e7d.1a2b3c4d.5e6f";
