import { beforeEach, describe, expect, it } from "vitest";
import { changed, name, scan, startUrl } from "../subjects";
import { expectQuiet, freshStack, stack, world } from "./freshStack";

freshStack("lost scans");

const lost = { kill: { operation: "createJob", call: 1, when: "after" } } as const;

describe("a scan whose answer was lost", () => {
  it("and that finished before the next up is not taken silently: a note names it, and a new scan starts", async () => {
    await stack.up(scan.program, lost);
    world.remote.finish();
    const [finished] = world.remote.jobs();
    expect((await stack.up(scan.program)).errors).toEqual([]);
    expect(world.lines.join("\n")).toContain(
      `"adopt: ${finished?.instanceNo}" takes it over instead of a new scan`,
    );
    expect(world.emulator.health().billed).toBe(2);
    await expectQuiet(scan.program);
  });

  it("and that finished before the next up is taken over by adopt, without a new scan", async () => {
    await stack.up(scan.program, lost);
    world.remote.finish();
    const adopting = changed(scan.program, { adopt: world.remote.jobs()[0]?.instanceNo });
    expect((await stack.up(adopting)).errors).toEqual([]);
    expect(world.emulator.health().billed).toBe(1);
    await expectQuiet(adopting);
  });

  it("and is taken over is waited for by another resource of the same site", async () => {
    await stack.up(scan.program, lost);
    const other = { type: "ScanJob", args: { startUrl: `${startUrl}cart` } } as const;
    const program = { ...scan.program, other };
    world.onSleep = () => world.remote.finish();
    expect((await stack.up(program)).errors).toEqual([]);
    expect(world.emulator.health().billed).toBe(2);
    await expectQuiet(program);
  });

  it.each(["created", "run again"])(
    "when it was %s for other triggers is waited for, and no gate passes on it",
    async (step) => {
      const gated = changed(scan.changed, { triggers: { release: 3 }, gate: { total: 1_000 } });
      if (step === "run again") {
        await stack.up(scan.program);
        world.remote.finish();
      }
      await stack.up(scan.changed, lost);
      const before = world.remote.jobs();
      world.onSleep = () => world.remote.finish();
      expect((await stack.up(gated)).errors).toEqual([]);
      const [answer, ...others] = world.remote.jobs().slice(before.length);
      expect(stack.state.get(name)?.outputs.instanceNo).toBe(answer?.instanceNo);
      expect(others).toEqual([]);
      expect(world.emulator.health().billed).toBe(1);
      await expectQuiet(gated);
    },
  );

  it("when it was created for other triggers and cannot be re-diagnosed is followed by a new one", async () => {
    await stack.up(scan.program, lost);
    world.onSleep = () => world.remote.finish(91);
    expect((await stack.up(scan.changed)).errors).toEqual([]);
    expect(world.emulator.health()).toMatchObject({ billed: 2, freeRescans: 0 });
    await expectQuiet(scan.changed);
  });

  it("when it was run again ends with its resource, although no state tells of it", async () => {
    await stack.up(scan.program);
    world.remote.finish();
    await stack.up(scan.changed, lost);
    expect(world.remote.activeJobs()).toHaveLength(1);
    expect((await stack.destroy()).errors).toEqual([]);
    expect(world.remote.activeJobs()).toEqual([]);
  });

  it("when it was run again does not keep its resource from being replaced", async () => {
    await stack.up(scan.program);
    world.remote.finish();
    await stack.up(scan.changed, lost);
    const program = changed(scan.changed, { userAgent: "iPhone" });
    expect((await stack.up(program)).errors).toEqual([]);
    expect(world.remote.activeJobs().map((job) => job.userAgent)).toEqual(["iPhone"]);
    await expectQuiet(program);
  });

  it("is healed as often as it happens, at the price of one scan", async () => {
    for (const call of [1, 2, 3, 4]) await stack.up(scan.program, { kill: { call, when: "after" } });
    expect((await stack.up(scan.program)).errors).toEqual([]);
    expect(world.emulator.health().billed).toBe(1);
    await expectQuiet(scan.program);
  });

  it("and that is a replacement is healed too: the old scan has ended, the new one is there once", async () => {
    await stack.up(scan.program);
    const program = changed(scan.program, { userAgent: "iPhone" });
    await stack.up(program, lost);
    expect((await stack.up(program)).errors).toEqual([]);
    expect(world.remote.activeJobs().map((job) => job.userAgent)).toEqual(["iPhone"]);
    expect(world.emulator.health().billed).toBe(2);
    await expectQuiet(program);
  });
});

describe("a scan that was accepted", () => {
  const unseen = [
    { operation: "getJobs", effect: { status: 503 } },
    // The first one looks for scans of earlier runs.
    { operation: "searchJobs", nth: 2, times: 1_000, effect: { status: 503 } },
  ] as const;

  beforeEach(() => world.emulator.settings({ createJobReply: "instanceNo" }));

  it("is recorded though no look at it succeeds, and is not paid for again when it has finished meanwhile", async () => {
    world.emulator.faults(unseen);
    expect((await stack.up(scan.program)).errors).toHaveLength(1);
    expect([...stack.state.keys()]).toEqual([name]);
    world.emulator.clearFaults();
    world.remote.finish();
    expect((await stack.up(scan.program)).errors).toEqual([]);
    expect(world.emulator.health().billed).toBe(1);
    await expectQuiet(scan.program);
  });

  it("as a re-run is recorded with its triggers though no look at it succeeds", async () => {
    await stack.up(scan.program);
    world.remote.finish();
    world.emulator.faults(unseen);
    expect((await stack.up(scan.changed)).errors).toHaveLength(1);
    world.emulator.clearFaults();
    world.remote.finish();
    expect((await stack.up(scan.changed)).errors).toEqual([]);
    expect(world.remote.jobs()).toHaveLength(2);
    await expectQuiet(scan.changed);
  });
});

describe("a scan that is to run again while it still runs", () => {
  it("waits for itself, and is a free re-diagnosis then", async () => {
    await stack.up(scan.program);
    world.onSleep = () => world.remote.finish();
    expect((await stack.up(scan.changed)).errors).toEqual([]);
    expect(world.emulator.health()).toMatchObject({ billed: 1, freeRescans: 1 });
    await expectQuiet(scan.changed);
  });
});
