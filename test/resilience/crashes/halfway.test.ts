import { beforeEach, describe, expect, it } from "vitest";
import type { Program } from "../../support/fakeEngine";
import { changed, entry, name, notification, startUrl, threshold } from "../subjects";
import { expectQuiet, freshStack, stack, world } from "./freshStack";

freshStack("settings half-way");

describe("thresholds, between the removal of all and the setting of the rest,", () => {
  const program = changed(threshold.program, { thresholds: [entry("MAL", 1), entry("ERR", 2)] });
  const fewer = changed(threshold.program, { thresholds: [entry("ERR", 9)] });
  const refused = { status: 200, code: "140001", envelope: "service" } as const;

  beforeEach(() => stack.up(program));

  it("are put back when the service refuses the rest", async () => {
    world.emulator.faults({ operation: "setThresholdNotiConfig", times: 1, effect: refused });
    expect((await stack.up(fewer)).errors).toHaveLength(1);
    expect(world.remote.thresholds("file")).toEqual([entry("MAL", 1), entry("ERR", 2)]);
    await expectQuiet(program);
  });

  it.each([
    ["the service refuses everything", { effect: refused }],
    ["the service is down", { effect: { status: 503 } }],
    ["every answer is lost", { when: "after", effect: { drop: true } }],
  ] as const)("are recorded as they are when %s, whatever the next program says", async (_row, fault) => {
    world.emulator.faults({ operation: "setThresholdNotiConfig", ...fault });
    expect((await stack.up(fewer)).errors).toHaveLength(1);
    world.emulator.clearFaults();
    expect((await stack.up(program)).errors).toEqual([]);
    expect(world.remote.thresholds("file")).toEqual(
      expect.arrayContaining([entry("MAL", 1), entry("ERR", 2)]),
    );
    await expectQuiet(program);
  });

  it("are set by the next up when the provider was killed there", async () => {
    await stack.up(fewer, { kill: { operation: "removeThresholdNotiConfig", call: 1, when: "after" } });
    expect(world.remote.thresholds("file")).toEqual([]);
    expect((await stack.up(fewer)).errors).toEqual([]);
    expect(world.remote.thresholds("file")).toEqual([entry("ERR", 9)]);
    await expectQuiet(fewer);
  });
});

describe.each([notification, threshold])("a $type", (subject) => {
  const { type, args } = subject.program[name] ?? { type: subject.type, args: {} };
  const renamed: Program = { renamed: { type, args } };
  const down = { effect: { status: 503 } } as const;

  it("that was renamed without an alias stays set, also when a later up deletes the old one", async () => {
    await stack.up(subject.program);
    // A failure elsewhere in the program keeps the engine from deleting anything in this run.
    world.emulator.seed({ jobs: [{ startUrl }] });
    expect(
      (await stack.up({ ...renamed, blocked: { type: "ScanJob", args: { startUrl } } })).errors,
    ).toHaveLength(1);
    expect([...stack.state.keys()]).toEqual([name, "renamed"]);
    expect((await stack.up(renamed)).errors).toEqual([]);
    expect([...stack.state.keys()]).toEqual(["renamed"]);
    expect(subject.held(world)).toEqual(subject.holds.create);
    await expectQuiet(renamed);
    await stack.destroy();
    expect(subject.held(world)).toEqual(subject.holds.delete);
  });

  it("whose creation failed after it was carried out is no orphan: leaving it out switches it off", async () => {
    world.emulator.faults({ operation: subject.calls.create, when: "after", ...down });
    expect((await stack.up(subject.program)).errors).toHaveLength(1);
    world.emulator.clearFaults();
    expect((await stack.up({})).errors).toEqual([]);
    expect(subject.held(world)).toEqual(subject.holds.nothing);
  });

  it("whose creation failed after it was carried out still knows what to restore", async () => {
    // Not "nothing", which would also be put back by one that does not know.
    world.emulator.seed({
      notifications: { hashfilter: "ERR" },
      thresholds: { filefilter: [entry("ERR", 7)] },
    });
    const former = subject.held(world);
    const restoring = changed(subject.program, { onDestroy: "restore" });
    world.emulator.faults({ operation: subject.calls.create, when: "after", ...down });
    await stack.up(restoring);
    world.emulator.clearFaults();
    expect((await stack.up(restoring)).errors).toEqual([]);
    await stack.destroy();
    expect(subject.held(world)).toEqual(former);
  });

  it("whose change was killed half-way and is then taken back is mended by up --refresh, as the engine asks for", async () => {
    await stack.up(subject.program);
    const kill = { operation: subject.calls.update, call: 1, when: "after" } as const;
    expect((await stack.up(subject.changed, { kill })).killed).toBe(true);
    expect((await stack.up(subject.program, { refresh: true })).errors).toEqual([]);
    expect(subject.held(world)).toEqual(subject.holds.create);
    await expectQuiet(subject.program);
  });

  it("whose change failed after it was carried out is changed back by the program before it", async () => {
    await stack.up(subject.program);
    world.emulator.faults({ operation: subject.calls.update, when: "after", ...down });
    expect((await stack.up(subject.changed)).errors).toHaveLength(1);
    world.emulator.clearFaults();
    expect((await stack.up(subject.program)).errors).toEqual([]);
    expect(subject.held(world)).toEqual(subject.holds.create);
    await expectQuiet(subject.program);
  });
});
