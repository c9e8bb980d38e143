import { beforeEach, describe, expect, it } from "vitest";
import { scanJob } from "../../../provider/resources/scanJob";
import { listNeighbours } from "../../support/neighbours";
import { freshScan, ScanDriver, scan, startUrl, world } from "../../support/scanDriver";

freshScan();

describe("refreshing a scan", () => {
  beforeEach(async () => {
    await scan.create();
  });

  it("shows how far it is, and nothing to do", async () => {
    scan.move("diagnosticInProgress");
    expect(await scan.refresh()).toBe(true);
    expect(scan.outputs).toMatchObject({ state: "running", resultAction: "terminate" });
    expect(await scan.changes()).toEqual([]);
  });

  it.each([
    ["diagnosticCanceled", "canceled"],
    ["stopped", "stopped"],
    ["stopping", "running"],
    ["urlCollectionFailed", "failed"],
    ["diagnosticCompleted", "completed"],
  ] as const)("tells that it is %s", async (stage, state) => {
    scan.move(stage);
    await scan.refresh();
    expect(scan.outputs.state).toBe(state);
  });

  it("drops an active job that has vanished, and never a finished one", async () => {
    scan.move("diagnosticCompleted");
    await scan.refresh();
    world.emulator.removeJob(Number(scan.id));
    expect(await scan.refresh()).toBe(true);

    const active = new ScanDriver(world, "active");
    await active.create();
    world.emulator.removeJob(Number(active.id));
    expect(await active.refresh()).toBe(false);
  });

  it.each([401, 403, 429, 500, 502, 503])("does not take HTTP %i for gone", async (status) => {
    world.emulator.faults({ service: "wsc", effect: { status } });
    await expect(scan.refresh()).rejects.toThrow();
  });

  it("does not take a listing that breaks off for gone", async () => {
    world.emulator.seed({
      jobs: listNeighbours(world, 120),
    });
    world.emulator.faults({
      operation: "searchJobs",
      nth: 2,
      times: 9,
      effect: { status: 200, body: '{"total_cnt":121,"record_data":[]}' },
    });
    await expect(scan.refresh()).rejects.toThrow("the listing broke off");
  });

  it("reads what an older release or the service itself wrote, whatever today's rules say", async () => {
    const [odd] = world.emulator.seed({ jobs: [{ startUrl, statusCode: 4 }] }).jobs;
    const outputs = {
      ...scan.outputs,
      speed: "warp" as "fast",
      startUrl: `${startUrl}?was=fine`,
      instanceNo: odd,
      sign: undefined,
    };
    const found = await scanJob.read(world.newProcess(), String(odd), { inputs: outputs, outputs });
    expect(found?.inputs).toMatchObject({ speed: "warp", startUrl: `${startUrl}?was=fine` });
  });

  it("ends a walk through a listing that repeats a page", async () => {
    const page = { total_cnt: 500, record_data: [{ instanceNo: 1, start_url: startUrl }] };
    world.emulator.clearRequests();
    world.emulator.faults({ operation: "searchJobs", effect: { status: 200, body: JSON.stringify(page) } });
    await expect(scan.refresh()).rejects.toThrow("the listing broke off");
    expect(world.calls("searchJobs").length).toBeLessThan(10);
  });

  it("shares one poll among waits that began at different times", async () => {
    const scans = ["a", "b", "c", "d"].map((name) => new ScanDriver(world, name));
    const process = world.newProcess();
    const waits = scans.map((each, index) => {
      // Each begins when the others have slept a while.
      const args = {
        startUrl: `https://${index}.example.com/`,
        waitFor: "started",
        timeouts: { create: "1h" },
      };
      return each.create(args, process);
    });
    world.emulator.clearRequests();
    await Promise.all(waits);
    const alone = 3_600 / 15 + 100;
    expect(world.calls("searchJobs").length).toBeLessThan(2 * alone);
  });

  it("finds it by its number alone", async () => {
    const found = await scanJob.read(world.newProcess(), scan.id, { inputs: {}, outputs: {} });
    expect(found?.inputs).toMatchObject({ startUrl, speed: "normal" });
    expect(found?.outputs).toMatchObject({ instanceNo: Number(scan.id), state: "waiting" });
    expect(await scanJob.read(world.newProcess(), "42", { inputs: {}, outputs: {} })).toBeNull();
    await expect(scanJob.read(world.newProcess(), "shop", { inputs: {}, outputs: {} })).rejects.toThrow(
      "The id is the number of a scan job",
    );
  });

  it("of many resources reads each page of one search", async () => {
    world.emulator.clearRequests();
    const process = world.newProcess();
    const read = () => scanJob.read(process, scan.id, { inputs: scan.outputs, outputs: scan.outputs });
    await Promise.all(Array.from({ length: 50 }, read));
    expect(world.calls()).toEqual(["searchJobs"]);
  });
});
