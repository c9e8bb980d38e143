import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator";
import { passphrase } from "../support/engine";

const run = promisify(execFile);

const program = (speed: string) => `
import * as security from "pulumi-ncloud-security";

const scan = new security.wsc.ScanJob("shop", {
  startUrl: "https://shop.example.com/",
  speed: "${speed}",
});
new security.filesafer.NotificationConfig("uploads", {
  filter: security.filesafer.Filter.File,
  notificationType: security.filesafer.NotificationType.Malware,
});
new security.filesafer.ThresholdNotificationConfig("outbreak", {
  filter: "file",
  thresholds: [{ notificationType: "MAL", referenceTime: 10, thresholdValue: 5 }],
});
export const job = scan.instanceNo;
export const state = scan.state;
`;

describe("a TypeScript project under the pulumi command", () => {
  let folder: string;
  let emulator: Emulator;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "ncloud-security-cli-"));
    emulator = await startEmulator({ pace: "manual" });
    await writeFile(join(folder, "Pulumi.yaml"), "name: cli-test\nruntime: nodejs\n");
    await writeFile(join(folder, "package.json"), '{ "name": "cli-test", "main": "index.ts" }\n');
    // As an installation would leave it: this package and Pulumi's side by side.
    await symlink(resolve("node_modules"), join(folder, "node_modules"));
  });
  afterEach(async () => {
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  });

  const pulumi = async (...args: string[]) => {
    const env = {
      ...process.env,
      HOME: folder,
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: `file://${folder}`,
      PULUMI_CONFIG_PASSPHRASE: passphrase,
      NCLOUD_ACCESS_KEY_ID: emulator.credentials.accessKey,
      NCLOUD_SECRET_ACCESS_KEY: emulator.credentials.secretKey,
      NCLOUD_SECURITY_ENDPOINT: emulator.url,
    };
    const { stdout } = await run("pulumi", [...args, "--non-interactive", "--stack", "dev"], {
      cwd: folder,
      env,
    });
    return stdout;
  };
  const write = (speed: string) => writeFile(join(folder, "index.ts"), program(speed));

  it("goes from an empty stack to a scan with its settings, and back to nothing", async () => {
    await write("normal");
    await pulumi("stack", "init");
    expect(await pulumi("up", "--yes")).toContain("4 created");
    await pulumi("preview", "--expect-no-changes");
    await pulumi("refresh", "--yes", "--expect-no-changes");
    await pulumi("up", "--yes", "--refresh", "--expect-no-changes");
    const outputs = JSON.parse(await pulumi("stack", "output", "--json"));
    expect(outputs).toEqual({ job: expect.any(Number), state: "waiting" });

    await write("fast");
    expect(await pulumi("up", "--yes")).toContain("1 updated");
    expect(emulator.requests({ operation: "createJob" })).toHaveLength(1);

    await pulumi("destroy", "--yes");
    expect(emulator.health().jobs.active).toBe(0);
    expect(emulator.requests({ operation: "setNotiConfig" }).at(-1)?.fields).toMatchObject({
      notificationType: "OFF",
    });
    expect(emulator.requests({ operation: "removeThresholdNotiConfig" })).toHaveLength(1);
  });
});
