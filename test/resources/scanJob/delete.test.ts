import { beforeEach, describe, expect, it } from "vitest";
import { showing } from "../../support/listings";
import { freshScan, scan, world } from "../../support/scanDriver";

freshScan();

describe("deleting a scan", () => {
  beforeEach(async () => {
    await scan.create();
  });

  it("cancels it while it waits", async () => {
    await scan.delete();
    expect(world.calls("cancelJob")).toHaveLength(1);
    expect(world.emulator.health().jobs.active).toBe(0);
  });

  it("stops it while it runs, and waits until it has stopped", async () => {
    scan.move("diagnosticInProgress");
    let waited = 0;
    world.onSleep = () => {
      waited += 1;
      if (waited === 3) scan.move("stopped");
    };
    await scan.delete();
    expect(world.calls("stopJob")).toHaveLength(1);
    expect(waited).toBe(3);
  });

  it("handles a job that starts between the look and the cancel", async () => {
    world.emulator.faults({
      operation: "cancelJob",
      times: 1,
      effect: { status: 400, code: "160842", envelope: "service" },
    });
    world.onSleep = () => {
      const stage = world.calls("stopJob").length === 0 ? "diagnosticInProgress" : "stopped";
      scan.move(stage);
    };
    await scan.delete();
    expect(world.calls("cancelJob")).toHaveLength(1);
    expect(world.calls("stopJob")).toHaveLength(1);
  });

  it.each(["diagnosticCompleted", "diagnosticFailed", "diagnosticCanceled", "stopped"] as const)(
    "does nothing to a job that is %s",
    async (stage) => {
      scan.move(stage);
      await scan.delete();
      expect(world.calls().filter((call) => call === "cancelJob" || call === "stopJob")).toEqual([]);
    },
  );

  it("ends a job whose action is not documented, and takes one with an end for ended", async () => {
    await scan.delete(world.newProcess(showing({ result_button: "odd", end_date: "2026/03/01 10:00:00" })));
    expect(world.calls("stopJob")).toEqual([]);
    // NCP stops no job that only waits.
    const ending = scan.delete(world.newProcess(showing({ result_button: "odd", end_date: null })));
    await expect(ending).rejects.toThrow("901");
    expect(world.calls("stopJob").length).toBeGreaterThan(0);
  });

  it("is done when the job is gone", async () => {
    world.emulator.removeJob(Number(scan.id));
    await scan.delete();
  });

  it("says so when the job does not stop in time", async () => {
    scan.move("diagnosticInProgress");
    await expect(scan.delete()).rejects.toThrow("did not end in time");
  });

  it("ends the latest job, not the first", async () => {
    scan.move("diagnosticCompleted");
    await scan.up({ triggers: { release: "2" } });
    await scan.delete();
    expect(world.emulator.health().jobs.active).toBe(0);
  });
});
