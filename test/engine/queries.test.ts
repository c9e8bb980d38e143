import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator";
import { Project } from "../support/project";

const program = `
import * as security from "pulumi-ncloud-security";

const { wsc, filesafer, securitymonitoring } = security;
const day = 86_400_000;
const range = { startDateTime: Date.now() - 7 * day, endDateTime: Date.now() };

export = async () => {
  const scan = new wsc.ScanJob("shop", { startUrl: "https://shop.example.com/", waitFor: "completed" });
  const alerts = new filesafer.NotificationConfig("alerts", { filter: "hash", notificationType: "MAL" });
  const listed = await wsc.getJobs({ all: true });
  return {
    listed: listed.record_data.length,
    found: wsc.searchJobsOutput({ searchType: "url", searchKeyword: scan.startUrl }).apply((jobs) => jobs.record_data.length),
    report: wsc.getReportOutput({ instanceNo: scan.instanceNo }).apply((report) => report.Target_Info),
    malware: filesafer.checkHashOutput({ hashCode: "213ce10c4298c7617aac93615c3c3b0a783fd304" }).apply((answer) => answer.totalRows),
    setting: filesafer.getNotificationConfigOutput({ filter: alerts.filter }, { dependsOn: alerts }).apply((answer) => answer.notificationType),
    attacks: (await securitymonitoring.getDDoSList(range)).totalRows,
    classic: (await securitymonitoring.getWAFList({ platform: "classic", ...range })).totalRows,
  };
};
`;

describe("queries in a program on the real engine", () => {
  let emulator: Emulator;
  let project: Project;

  beforeEach(async () => {
    emulator = await startEmulator({ pace: "instant" });
    project = await Project.open(emulator);
    await writeFile(join(project.folder, "Pulumi.yaml"), "name: queries\nruntime: nodejs\n");
    await writeFile(join(project.folder, "package.json"), '{ "name": "queries", "main": "index.ts" }\n');
    await writeFile(join(project.folder, "index.ts"), program);
  });
  afterEach(async () => {
    await project.close();
    await emulator.close();
  });

  it("run in preview where their arguments are known, and answer in up what the resources have made", async () => {
    await project.succeed("stack", "init");
    await project.succeed("preview");
    const asked = emulator.requests().map((request) => request.operation);
    expect(asked).toEqual(expect.arrayContaining(["getJobs", "checkHash", "getDDoSList", "getWAFList"]));
    expect(asked).not.toContain("getReport");
    expect(asked).not.toContain("createJob");

    await project.succeed("up", "--yes", "--skip-preview");
    expect(await project.outputs()).toEqual({
      listed: 0,
      found: 1,
      report: expect.stringContaining("shop.example.com"),
      malware: 1,
      setting: "MAL",
      attacks: expect.any(Number),
      classic: expect.any(Number),
    });
  });
});
