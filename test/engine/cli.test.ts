import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator";
import { Project } from "../support/project";

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
  let emulator: Emulator;
  let project: Project;

  beforeEach(async () => {
    emulator = await startEmulator({ pace: "manual" });
    project = await Project.open(emulator);
    await write("Pulumi.yaml", "name: cli-test\nruntime: nodejs\n");
    await write("package.json", '{ "name": "cli-test", "main": "index.ts" }\n');
  });
  afterEach(async () => {
    await project.close();
    await emulator.close();
  });

  const write = (file: string, text: string) => writeFile(join(project.folder, file), text);

  it("goes from an empty stack to a scan with its settings, and back to nothing", async () => {
    await write("index.ts", program("normal"));
    await project.succeed("stack", "init");
    expect(await project.succeed("up", "--yes")).toContain("4 created");
    await project.succeed("preview", "--expect-no-changes");
    await project.succeed("refresh", "--yes", "--expect-no-changes");
    await project.succeed("up", "--yes", "--refresh", "--expect-no-changes");
    expect(await project.outputs()).toEqual({ job: expect.any(Number), state: "waiting" });

    await write("index.ts", program("fast"));
    expect(await project.succeed("up", "--yes")).toContain("1 updated");
    expect(emulator.requests({ operation: "createJob" })).toHaveLength(1);

    await project.succeed("destroy", "--yes");
    expect(emulator.health().jobs.active).toBe(0);
    expect(emulator.requests({ operation: "setNotiConfig" }).at(-1)?.fields).toMatchObject({
      notificationType: "OFF",
    });
    expect(emulator.requests({ operation: "removeThresholdNotiConfig" })).toHaveLength(1);
  });
});
