import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { Artefacts } from "../support/files";
import { type Program, Stack } from "../support/stack";
import { openWorld, type World } from "../support/world";
import { reported } from "./report";
import { inspection, name, notification, scan, startUrl, threshold } from "./subjects";

const artefacts = new Artefacts();
const artefact = artefacts.write("artefact.bin", "an artefact of two stacks");
const tried = reported("meanwhile and neighbours", "cases");
const file = inspection(artefact);

let world: World;
let stack: Stack;

beforeEach(async () => {
  world = await openWorld();
  world.onSleep = () => world.remote.settle([artefact.sha1]);
  stack = new Stack(world);
  tried.count += 1;
});
afterEach(() => world.close());
afterAll(() => artefacts.remove());

const entry = (type: "MAL" | "ERR", thresholdValue: number) => ({
  notificationType: type,
  referenceTime: 5,
  thresholdValue,
});

/** The program with other arguments for its one resource. */
function changed(program: Program, args: object): Program {
  const entries = Object.entries(program).map(([each, { type, args: own }]) => [
    each,
    { type, args: { ...own, ...args } },
  ]);
  return Object.fromEntries(entries);
}

async function expectQuiet(program: Program, of = stack): Promise<void> {
  expect(await of.preview(program)).toEqual([]);
  expect((await of.refresh()).errors).toEqual([]);
  expect(await of.preview(program)).toEqual([]);
}

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
  const unseen = { operation: "getJobs", effect: { status: 503 } } as const;

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

describe("a wait that is longer than its time", () => {
  it("for a scan to start keeps the scan, and goes on at the next up", async () => {
    const program = changed(scan.program, { waitFor: "started", timeouts: { create: "1m", update: "1m" } });
    expect((await stack.up(program)).errors[0]?.message).toContain("waitFor asks for started");
    expect([...stack.state.keys()]).toEqual([name]);
    expect((await stack.up(program)).errors[0]?.message).toContain("waitFor asks for started");
    world.remote.step();
    expect((await stack.up(program)).errors).toEqual([]);
    expect(world.emulator.health().billed).toBe(1);
    await expectQuiet(program);
  });

  it("for a re-run to start keeps the scan and its triggers, refreshed or not", async () => {
    await stack.up(scan.program);
    world.remote.finish();
    const program = changed(scan.changed, { waitFor: "started", timeouts: { update: "1m" } });
    expect((await stack.up(program)).errors).toHaveLength(1);
    expect((await stack.up(program, { refresh: true })).errors).toHaveLength(1);
    world.remote.step();
    expect((await stack.up(program)).errors).toEqual([]);
    expect(world.remote.jobs()).toHaveLength(2);
    await expectQuiet(program);
  });

  it("for a verdict keeps the inspection, and the file is not sent again", async () => {
    const program = changed(file.program, { timeouts: { create: "1m", update: "1m" } });
    world.onSleep = undefined;
    expect((await stack.up(program)).errors[0]?.message).toContain("has no verdict yet");
    expect([...stack.state.keys()]).toEqual([name]);
    expect((await stack.up(program, { refresh: true })).errors[0]?.message).toContain("has no verdict yet");
    world.remote.settle([artefact.sha1]);
    expect((await stack.up(program)).errors).toEqual([]);
    expect(file.held(world)).toBe(1);
    await expectQuiet(program);
  });

  it.each([scan, notification, threshold, file])("for an answer heals a $type", async (subject) => {
    const impatient = await openWorld({}, { timeouts: '{"request":1}' });
    impatient.onSleep = () => impatient.remote.settle([artefact.sha1]);
    try {
      const operation = subject.calls.create;
      impatient.emulator.faults({ operation, times: 1, when: "after", effect: { delayMs: 2_000 } });
      const own = new Stack(impatient);
      await own.up(subject.program);
      expect((await own.up(subject.program)).errors).toEqual([]);
      expect(subject.held(impatient)).toEqual(subject.holds.create);
      await expectQuiet(subject.program, own);
    } finally {
      await impatient.close();
    }
  });
});

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
    await new Stack(world, "elsewhere").up(file.program);
    expect((await stack.up(file.program)).errors).toEqual([]);
    expect(file.held(world)).toBe(1);
    await expectQuiet(file.program);
  });
});

describe("two stacks on one account", () => {
  it.each([notification, threshold])(
    "see each other's $type as drift, and the last one to run has its way",
    async (subject) => {
      const other = new Stack(world, "other");
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
    const other = new Stack(world, "other");
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
    const restoring = changed(subject.program, { onDestroy: "restore" });
    world.emulator.faults({ operation: subject.calls.create, when: "after", ...down });
    await stack.up(restoring);
    world.emulator.clearFaults();
    expect((await stack.up(restoring)).errors).toEqual([]);
    await stack.destroy();
    expect(subject.held(world)).toEqual(subject.holds.nothing);
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
