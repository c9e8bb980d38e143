import { beforeEach, describe, expect, it } from "vitest";
import { scanJob } from "../../../provider/resources/scanJob";
import { freshScan, ScanDriver, scan, startUrl, world } from "../../support/scanDriver";
import { day } from "../../support/time";

freshScan();

describe("running again", () => {
  beforeEach(async () => {
    await scan.create({ triggers: { release: "1" } });
    scan.move("diagnosticCompleted");
    await scan.refresh();
  });

  it("is a free re-diagnosis of the first job when a trigger changes", async () => {
    expect(await scan.up({ triggers: { release: "2" } })).toBeUndefined();
    expect(scan.outputs.instanceNo).not.toBe(Number(scan.id));
    expect(scan.outputs.masterInstanceNo).toBe(Number(scan.id));
    expect(world.emulator.health()).toMatchObject({ billed: 1, freeRescans: 1 });
    expect(world.lines).toContain(
      `ScanJob "shop": scan job ${scan.id} of ${startUrl} will run again: its triggers changed; a re-diagnosis, free by the records`,
    );
  });

  it("becomes a new scan when NCP refuses the re-diagnosis", async () => {
    world.emulator.settings({ rescans: 0 });
    expect(await scan.up({ triggers: { release: "2" } })).toBeUndefined();
    expect(scan.outputs.masterInstanceNo).toBe(scan.outputs.instanceNo);
    expect(world.emulator.health()).toMatchObject({ billed: 2, freeRescans: 0 });
  });

  it("is a new scan with rescan: never", async () => {
    await scan.up({ triggers: { release: "2" }, rescan: "never" });
    expect(world.emulator.health()).toMatchObject({ billed: 2, freeRescans: 0 });
  });

  it("happens when the scan is older than maxAge, and not before", async () => {
    expect(await scan.changes({ triggers: { release: "1" }, maxAge: "30d" })).toEqual(["maxAge"]);
    await scan.up({ triggers: { release: "1" }, maxAge: "30d" });
    world.pass(29 * day);
    expect(await scan.changes({ triggers: { release: "1" }, maxAge: "30d" })).toEqual([]);
    world.pass(2 * day);
    expect(await scan.changes({ triggers: { release: "1" }, maxAge: "30d" })).toEqual(["instanceNo"]);
    await scan.up({ triggers: { release: "1" }, maxAge: "30d" });
    expect(world.calls("createJob")).toHaveLength(2);
  });

  it("happens when a scan that was recorded as active has long ended, without a refresh", async () => {
    const forgotten = new ScanDriver(world, "forgotten");
    await forgotten.create({ startUrl: "https://blog.example.com/", maxAge: "30d" });
    forgotten.move("diagnosticCompleted");
    world.pass(31 * day);
    expect(await forgotten.changes({ startUrl: "https://blog.example.com/", maxAge: "30d" })).toEqual([
      "instanceNo",
    ]);
    await forgotten.up({ startUrl: "https://blog.example.com/", maxAge: "30d" });
    expect(world.calls("createJob")).toHaveLength(3);
  });

  it("does not happen at every update because NCP's dates mean another zone than they seem to", async () => {
    const args = { triggers: { release: "1" }, maxAge: "1h" };
    // Nine hours ago by a reading as Korean time, and now by one as Universal Time.
    scan.outputs = {
      ...scan.outputs,
      submittedAt: new Date(world.now()).toISOString(),
      endedAt: new Date(world.now() - day * (9 / 24)).toISOString(),
    };
    expect(await scan.changes(args)).toEqual(["maxAge"]);
    await scan.up(args);
    expect(world.calls("createJob")).toHaveLength(1);
    world.pass(day / 12);
    expect(await scan.changes(args)).toEqual(["instanceNo"]);
  });

  it("is judged from the end of a scan, not from its submission", async () => {
    const args = { startUrl: "https://blog.example.com/", maxAge: "2d" };
    const slow = new ScanDriver(world, "slow");
    await slow.create(args);
    world.pass(day);
    slow.move("diagnosticCompleted");
    await slow.refresh();
    world.pass(1.5 * day);
    expect(await slow.changes(args)).toEqual([]);
  });

  it("is one createJob for one trigger, however often the update is tried", async () => {
    const args = { triggers: { release: "2" }, waitFor: "completed", timeouts: { update: "1m" } };
    expect(await scan.up(args)).toBeDefined();
    expect(await scan.up(args)).toBeDefined();
    expect(await scan.up(args)).toBeDefined();
    expect(world.calls("createJob")).toHaveLength(2);
  });

  it("keeps the old state when NCP refuses, so that the next update tries again", async () => {
    world.emulator.faults({
      operation: "createJob",
      times: 1,
      effect: { status: 400, code: "160353", envelope: "service" },
    });
    const before = scan.outputs;
    expect(await scan.up({ triggers: { release: "2" } })).toBeDefined();
    expect(scan.outputs).toEqual(before);
    expect(await scan.up({ triggers: { release: "2" } })).toBeUndefined();
    expect(scan.outputs.instanceNo).not.toBe(before.instanceNo);
  });

  it("finds the job of an answer that was lost", async () => {
    world.emulator.faults({ operation: "createJob", when: "after", times: 1, effect: { drop: true } });
    expect(await scan.up({ triggers: { release: "2" } })).toBeUndefined();
    expect(world.calls("createJob")).toHaveLength(2);
  });

  it("knows of a scan that was lost with its process whether it was free, and so whose re-diagnoses are left", async () => {
    const lose = async (release: string) => {
      const before = { ...scan.outputs };
      expect(await scan.up({ triggers: { release } })).toBeUndefined();
      const lost = scan.outputs.instanceNo;
      scan.outputs = before;
      expect(await scan.up({ triggers: { release } })).toBeUndefined();
      expect(scan.outputs.instanceNo).toBe(lost);
    };

    await lose("2");
    expect(scan.outputs.masterInstanceNo).toBe(Number(scan.id));
    scan.move("diagnosticCompleted");
    world.emulator.settings({ rescans: 0 });
    await lose("3");
    expect(scan.outputs.masterInstanceNo).toBe(scan.outputs.instanceNo);
    scan.move("diagnosticCompleted");
    world.emulator.settings({ rescans: 3 });
    expect(await scan.up({ triggers: { release: "4" } })).toBeUndefined();
    expect(world.emulator.health()).toMatchObject({ billed: 2, freeRescans: 2 });
  });

  it("goes on with the re-diagnoses of a job that was adopted or imported", async () => {
    await scan.up({ triggers: { release: "2" } });
    const imported = await scanJob.read(world.ctx, String(scan.outputs.instanceNo), {
      inputs: {},
      outputs: {},
    });
    expect(imported?.outputs.masterInstanceNo).toBe(Number(scan.id));
    const adopting = new ScanDriver(world, "adopting");
    await adopting.create({ adopt: scan.outputs.instanceNo });
    expect(adopting.outputs.masterInstanceNo).toBe(Number(scan.id));
  });

  it("names a lost re-run that has finished meanwhile, and takes it over when told to", async () => {
    const args = { triggers: { release: "2" } };
    const lost = new ScanDriver(world);
    Object.assign(lost, { id: scan.id, outputs: scan.outputs });
    await lost.up(args);
    lost.move("diagnosticCompleted");
    const finished = lost.outputs.instanceNo;

    expect(await scan.changes({ ...args, adopt: finished })).not.toEqual([]);
    expect(await scan.up({ ...args, adopt: finished })).toBeUndefined();
    expect(scan.outputs).toMatchObject({ instanceNo: finished, state: "completed", ...args });
    expect(await scan.changes({ ...args, adopt: finished })).toEqual([]);
    expect(await scan.changes(args)).toEqual([]);
    expect(world.calls("createJob")).toHaveLength(2);
  });

  it("waits for the running scan of the same resource to end", async () => {
    await scan.up({ triggers: { release: "2" } });
    world.onSleep = () => {
      world.onSleep = undefined;
      scan.move("diagnosticCompleted");
    };
    expect(await scan.up({ triggers: { release: "3" } })).toBeUndefined();
    expect(world.emulator.health()).toMatchObject({ billed: 1, freeRescans: 2 });
  });

  it("follows a failed scan only when asked to", async () => {
    await scan.up({ triggers: { release: "2" } });
    scan.move("diagnosticFailed");
    await scan.refresh();
    expect(scan.outputs.state).toBe("failed");
    expect(await scan.changes({ triggers: { release: "2" } })).toEqual([]);
    expect(await scan.up({ triggers: { release: "2" }, rerunOnFailure: true })).toBeUndefined();
    expect(scan.outputs.state).toBe("waiting");
  });
});
