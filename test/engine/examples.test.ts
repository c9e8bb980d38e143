import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator";
import { eicar } from "../support/eicar";
import { Project } from "../support/project";

const stagingUrl = "https://staging.example.com/";

describe("the examples on the real engine", () => {
  let emulator: Emulator;
  let project: Project;

  beforeEach(async () => {
    emulator = await startEmulator({ pace: "instant" });
  });
  afterEach(async () => {
    await project.close();
    await emulator.close();
  });

  const open = async (example: string) => {
    project = await Project.open(emulator, { source: join("examples", example) });
    await project.succeed("stack", "init");
  };
  /** The calls since the last time, in order, with repetitions of a look counted once. */
  const calls = () => {
    const names = emulator.requests().map((request) => request.operation);
    emulator.clearRequests();
    return names.filter((name, index) => name !== names[index - 1]);
  };
  /** The calls since the last time, counted. */
  const tally = () => {
    const counts: Record<string, number> = {};
    for (const { operation } of emulator.requests()) counts[operation] = (counts[operation] ?? 0) + 1;
    emulator.clearRequests();
    return counts;
  };
  const set = (key: string, value: string) => project.succeed("config", "set", key, value);

  it("gated-deploy: a high finding stops the deploy, and the next version goes live", async () => {
    emulator.seed({ findings: { [stagingUrl]: { high: 1 } } });
    await open("gated-deploy");
    await set("version", "1.0.0");
    const stopped = await project.pulumi("up", "--yes", "--skip-preview");
    expect(stopped.code).not.toBe(0);
    expect(stopped.output).toContain("found 1 high, the gate allows 0");
    expect(await project.read("staging.txt")).toBe("1.0.0\n");
    expect(await project.read("live.txt")).toBeUndefined();
    // Whose the keys are is asked once, and recorded.
    expect(calls()).toEqual(["getCallerIdentity", "searchJobs", "createJob", "searchJobs", "getReport"]);

    for (const again of [["up"], ["up", "--refresh"]]) {
      expect((await project.pulumi(...again, "--yes", "--skip-preview")).code).not.toBe(0);
    }
    expect(await project.read("live.txt")).toBeUndefined();
    // Each writes the report again, and a refresh looks at the job; nothing asks for another scan.
    expect(calls()).toEqual(["getReport", "searchJobs", "getReport"]);

    emulator.seed({ findings: { [stagingUrl]: { medium: 4 } } });
    await set("version", "1.0.1");
    await project.succeed("up", "--yes", "--skip-preview");
    expect(await project.read("live.txt")).toBe("1.0.1\n");
    expect(await project.outputs()).toMatchObject({ liveVersion: "1.0.1", findings: { high: 0, medium: 4 } });
    expect(calls()).toEqual(["searchJobs", "createJob", "searchJobs", "getReport"]);
    expect(emulator.health()).toMatchObject({ billed: 1, freeRescans: 1 });
    await project.succeed("preview", "--expect-no-changes");
    expect(calls()).toEqual([]);
  });

  it("gated-deploy and scan-report: a failing gate leaves the report of this release, also the first one's", async () => {
    const stopped = async (version: string, high: number) => {
      emulator.seed({ findings: { [stagingUrl]: { high } } });
      await set("version", version);
      const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
      const [, job = ""] = /scan job (\d+) found \d+ high, the gate allows 0/.exec(output) ?? [];
      return { code, output, job };
    };
    const levels = (sarif = "{}") =>
      JSON.parse(sarif).runs[0].results.map(({ level }: { level: string }) => level);
    await open("gated-deploy");
    const first = await stopped("1.0.0", 1);
    expect(first.code).not.toBe(0);
    expect(first.output).toContain("the report is in out/scan.html, out/scan.sarif");
    expect(await project.read("out/scan.html")).toContain(`, job ${first.job}</title>`);
    expect(levels(await project.read("out/scan.sarif"))).toEqual(["error"]);

    const second = await stopped("1.0.1", 3);
    expect(second.code).not.toBe(0);
    expect(second.job).not.toBe(first.job);
    expect(await project.read("out/scan.html")).toContain(`, job ${second.job}</title>`);
    const sarif = await project.read("out/scan.sarif");
    expect(levels(sarif)).toEqual(["error", "error", "error"]);
    expect(emulator.requests({ operation: "getReport" })).toHaveLength(2);
    await project.close();

    await open("scan-report");
    await set("instanceNo", JSON.parse(sarif ?? "{}").runs[0].properties.instanceNo);
    await set("folder", "out");
    await project.succeed("up", "--yes", "--skip-preview");
    expect(await project.outputs()).toMatchObject({ findings: { High: 3 } });
    expect(JSON.parse((await project.read("out/report.sarif")) ?? "")).toEqual(JSON.parse(sarif ?? "{}"));
    expect(await project.read("out/report.html")).toContain(`, job ${second.job}</title>`);
  });

  it("gated-artefact: malware stops what depends on it, and a clean file is sent once", async () => {
    await open("gated-artefact");
    await writeFile(join(project.folder, "artefact.txt"), eicar);
    const stopped = await project.pulumi("up", "--yes", "--skip-preview");
    expect(stopped.code).not.toBe(0);
    expect(stopped.output).toContain("is malware by File Safer");
    expect(calls()).toEqual([
      "getCallerIdentity",
      "getInputFileLog",
      "inputFile",
      "getInputFileLog",
      "getInputFileLogByParentHash",
    ]);

    await writeFile(join(project.folder, "artefact.txt"), "harmless");
    await project.succeed("up", "--yes", "--skip-preview");
    expect(await project.outputs()).toMatchObject({ verdict: "clean", notified: "MAL" });
    expect(emulator.requests({ operation: "inputFile" })).toHaveLength(1);
    expect(emulator.requests({ operation: "setNotiConfig" })).toHaveLength(1);
    await project.succeed("preview", "--expect-no-changes");
  });

  it("monthly-scan: a site is scanned again when its scan is too old, and not before", async () => {
    await open("monthly-scan");
    const up = () => project.succeed("up", "--yes", "--skip-preview", "--refresh");
    await up();
    expect(tally()).toEqual({
      getCallerIdentity: 1,
      searchJobs: expect.any(Number),
      createJob: 2,
      getReport: 2,
    });
    await up();
    // The scans are young: a refresh looks at both with one search, and that is all.
    expect(tally()).toEqual({ searchJobs: 1 });
    await set("maxAge", "1s");
    expect(await up()).toContain("days old and maxAge is 1s");
    expect(tally()).toMatchObject({ createJob: 2 });
    expect(emulator.health()).toMatchObject({ billed: 2, freeRescans: 2 });
    await project.succeed("destroy", "--yes");
    // The scans have finished: one search tells that no lost one goes on, and nothing is canceled or stopped.
    expect(tally()).toEqual({ searchJobs: 1 });
  });

  it("notifications: both filters are set, and off again after destroy", async () => {
    await open("notifications");
    expect(await project.succeed("up", "--yes", "--skip-preview")).toContain("5 created");
    // Two filters: what was before, what is set, and two thresholds each, read back once.
    expect(tally()).toEqual({
      getCallerIdentity: 1,
      getNotiConfig: 2,
      setNotiConfig: 2,
      getThresholdNotiConfig: 4,
      setThresholdNotiConfig: 4,
    });
    await project.succeed("refresh", "--yes", "--skip-preview", "--expect-no-changes");
    expect(tally()).toEqual({ getNotiConfig: 2, getThresholdNotiConfig: 2 });
    await project.succeed("destroy", "--yes");
    const off = emulator.requests({ operation: "setNotiConfig" });
    expect(off.map((call) => call.fields.notificationType)).toEqual(["OFF", "OFF"]);
    expect(tally()).toEqual({ setNotiConfig: 2, removeThresholdNotiConfig: 2, getThresholdNotiConfig: 2 });
  });

  it("security-digest: the events of the last day are the stack's outputs", async () => {
    await open("security-digest");
    await project.succeed("up", "--yes", "--skip-preview");
    expect(tally()).toEqual({ getAVList: 1, getDDoSList: 1, getIDSList: 1, getIPSList: 1, getWAFList: 1 });
    const { byType, byTarget } = await project.outputs();
    const sum = (counts: unknown) =>
      Object.values(Object(counts)).reduce((total: number, each) => total + Number(each), 0);
    expect(Object.keys(Object(byType)).sort()).toEqual(["antivirus", "ddos", "ids", "ips", "waf"]);
    expect(sum(byType)).toBeGreaterThan(0);
    expect(sum(byTarget)).toBe(sum(byType));
  });

  it("multi-account: each account gets its own settings and answers", async () => {
    const staging = await startEmulator({ credentials: { accessKey: "AK2", secretKey: "SK2" } });
    await open("multi-account");
    await set("stagingAccessKey", "AK2");
    await project.succeed("config", "set", "--secret", "stagingSecretKey", "SK2");
    await set("stagingEndpoint", staging.url);
    await project.succeed("up", "--yes", "--skip-preview");
    for (const each of [emulator, staging]) {
      expect(each.requests({ operation: "setNotiConfig" })).toHaveLength(1);
      expect(each.requests({ operation: "getJobs" })).toHaveLength(1);
    }
    expect(await project.outputs()).toMatchObject({ staging: { alerts: "MAL", scans: 0 } });
    await staging.close();
  });
});
