import { describe, expect, it } from "vitest";
import { FakeEngine } from "../../support/fakeEngine";
import { changed, entry, name, notification, scan, startUrl, threshold } from "../subjects";
import { expectQuiet, file, freshStack, stack, world } from "./freshStack";

freshStack("neighbours");

describe("something that exists already", () => {
  it("is a notification setting: it is taken over, and put back where that is asked for", async () => {
    world.emulator.seed({ notifications: { hashfilter: "ERR" } });
    const program = changed(notification.program, { onDestroy: "restore" });
    expect((await stack.up(program)).errors).toEqual([]);
    expect(world.lines).toEqual(["File Safer hash filter: notificationType was ERR, is now MAL"]);
    await expectQuiet(program);
    await stack.destroy();
    expect(world.remote.notification("hash")).toBe("ERR");
  });

  it("is a set of thresholds: it is taken over, and put back where that is asked for", async () => {
    world.emulator.seed({ thresholds: { filefilter: [entry("ERR", 7)] } });
    const program = changed(threshold.program, { thresholds: [entry("MAL", 3)], onDestroy: "restore" });
    expect((await stack.up(program)).errors).toEqual([]);
    expect(world.remote.thresholds("file")).toEqual([entry("MAL", 3)]);
    await expectQuiet(program);
    await stack.destroy();
    expect(world.remote.thresholds("file")).toEqual([entry("ERR", 7)]);
  });

  it("is somebody else's scan: a conflict names it, nothing is paid for and nothing of it is touched", async () => {
    const [stranger] = world.emulator.seed({ jobs: [{ startUrl, memo: "by hand" }] }).jobs;
    const { errors } = await stack.up(scan.program);
    expect(errors[0]?.message).toContain(`scan job ${stranger} already scans ${startUrl}`);
    expect(stack.state.size).toBe(0);
    expect(world.remote.activeJobs().map((job) => job.instanceNo)).toEqual([stranger]);
    expect(world.emulator.health().billed).toBe(0);
  });

  it("is an inspection of the same content: it is used, and the file is not sent", async () => {
    await new FakeEngine(world, "elsewhere").up(file.program);
    expect((await stack.up(file.program)).errors).toEqual([]);
    expect(file.held(world)).toBe(1);
    await expectQuiet(file.program);
  });
});

describe("two stacks on one account", () => {
  it.each([notification, threshold])(
    "see each other's $type as drift, and the last one to run has its way",
    async (subject) => {
      const other = new FakeEngine(world, "other");
      await stack.up(subject.program);
      await other.up(subject.changed);
      expect(subject.held(world)).toEqual(subject.holds.update);
      expect((await stack.up(subject.program, { refresh: true })).steps).toEqual([`update ${name}`]);
      expect(subject.held(world)).toEqual(subject.holds.create);
      await expectQuiet(subject.program);

      await other.destroy();
      expect(subject.held(world)).toEqual(subject.holds.delete);
      expect((await stack.up(subject.program, { refresh: true })).errors).toEqual([]);
      expect(subject.held(world)).toEqual(subject.holds.create);
    },
  );

  it("do not take each other's scans: the second is told of the first, which goes on", async () => {
    const other = new FakeEngine(world, "other");
    await stack.up(scan.program);
    expect((await other.up(scan.program)).errors[0]?.message).toContain("already scans");
    expect(other.state.size).toBe(0);
    await expectQuiet(scan.program);
    world.remote.finish();
    expect((await other.up(scan.program)).errors).toEqual([]);
    expect(world.emulator.health().billed).toBe(2);
    expect((await stack.destroy()).errors).toEqual([]);
    expect(world.remote.activeJobs()).toHaveLength(1);
  });
});
