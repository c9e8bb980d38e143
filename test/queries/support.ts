import { createHash } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as security from "pulumi-ncloud-security";
import { afterEach, beforeEach, vi } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import { createClient } from "../../provider/ncp/client";
import { createGateway } from "../../provider/ncp/http/gateway";
import { resolveSettings } from "../../provider/ncp/settings/settings";
import { setEngine } from "../support/monitor";
import { day } from "../support/time";

// Queries are used as programs use them, from the built package: the SDK loads what talks to NCP by
// a `require` of its own, which does not go through the test runner.

const variables = [
  "NCLOUD_ACCESS_KEY_ID",
  "NCLOUD_ACCESS_KEY",
  "NCLOUD_SECRET_ACCESS_KEY",
  "NCLOUD_SECRET_KEY",
  "NCLOUD_API_KEY",
  "NCLOUD_PROFILE",
  "NCLOUD_SITE",
  "NCLOUD_API_GW",
  "NCLOUD_SECURITY_ENDPOINT",
  "HTTP_PROXY",
  "HTTPS_PROXY",
];

const emptyHome = mkdtempSync(join(tmpdir(), "ncloud-security-home-"));

const running: Emulator[] = [];

beforeEach(async () => {
  for (const name of variables) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toLowerCase(), undefined);
  }
  vi.stubEnv("HOME", emptyHome);
  await enterProgram({ preview: false });
});

afterEach(async () => {
  vi.unstubAllEnvs();
  pulumi.runtime.setAllConfig({});
  await pulumi.runtime.disconnect();
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

/** The outputs of every resource: its inputs, and in a preview nothing that only creating it tells. */
export async function enterProgram({ preview }: { preview: boolean }): Promise<void> {
  const newResource = ({ name, type, inputs }: pulumi.runtime.MockResourceArgs) => ({
    id: preview ? undefined : `${name}-id`,
    state: type.startsWith("pulumi:providers:") ? {} : inputs,
  });
  await setEngine(newResource, "queries", preview);
}

/** An emulated account that ends with the test. */
export async function openAccount(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator(options);
  running.push(emulator);
  return emulator;
}

/** Has File Safer inspect an archive, and answers its SHA-1. */
export async function inspectArchive(emulator: Emulator, archive: Buffer<ArrayBuffer>): Promise<string> {
  const given: Record<string, string> = { ...emulator.credentials, endpoint: emulator.url };
  const settings = resolveSettings({ given: (key) => given[key], environment: {}, file: () => undefined });
  const gateway = createGateway(settings);
  await createClient(gateway).filesafer.inputFile({ file: new Blob([archive]) });
  await gateway.close();
  return createHash("sha1").update(archive).digest("hex");
}

let providers = 0;

/** A Provider of this account. */
export function providerOf(emulator: Emulator, args: security.ProviderArgs = {}): security.Provider {
  providers += 1;
  return new security.Provider(`provider-${providers}`, {
    ...emulator.credentials,
    endpoint: emulator.url,
    ...args,
  });
}

/** The account in the stack's configuration. */
export function configureStack({ credentials, url }: Emulator): void {
  pulumi.runtime.setAllConfig(
    {
      "ncloud-security:accessKey": credentials.accessKey,
      "ncloud-security:secretKey": credentials.secretKey,
      "ncloud-security:endpoint": url,
    },
    ["ncloud-security:secretKey"],
  );
}

/** The message that a promise is rejected with. */
export async function complaint(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    (value) => Promise.reject(new Error(`expected a rejection, got ${JSON.stringify(value)}`)),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

/** The last two days, all on one page of 100. */
export const lastDays = () => ({ startDateTime: Date.now() - 2 * day, endDateTime: Date.now() });
