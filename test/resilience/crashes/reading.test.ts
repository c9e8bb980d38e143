import { beforeEach, describe, expect, it } from "vitest";
import { listNeighbours } from "../../support/neighbours";
import { name, notification, type Subject, scan, startUrl, threshold } from "../subjects";
import { expectQuiet, file, freshStack, stack, subjects, world } from "./freshStack";

freshStack("what a read may conclude");

/** Whatever a command under trouble said, it changed neither the state nor NCP, and the next one finds all as it was. */
async function expectNothingLost(subject: Subject, trouble: () => Promise<{ errors: readonly Error[] }>) {
  const before = structuredClone([...stack.state]);
  const { errors } = await trouble();
  expect(errors).not.toEqual([]);
  expect([...stack.state]).toEqual(before);
  expect(subject.held(world)).toEqual(subject.holds.create);
  return errors;
}

async function expectUntouched({ program }: Subject): Promise<void> {
  await expectQuiet(program);
  expect([...stack.state.keys()]).toEqual([name]);
  expect((await stack.up(program)).steps).toEqual([]);
}

describe.each(subjects)("a refresh of a $type", (subject) => {
  beforeEach(() => stack.up(subject.program));

  it.each([401, 403, 404, 429, 500, 502, 503])("does not take HTTP %i for gone", async (status) => {
    world.emulator.faults({ effect: { status } });
    await expectNothingLost(subject, () => stack.refresh());
    world.emulator.clearFaults();
    await expectUntouched(subject);
  });

  it.each([
    ["an empty answer", { status: 200, envelope: "empty" }],
    ["an empty object", { status: 200, body: "{}" }],
    ["a web page", { html: true }],
    ["half an answer", { truncate: 40 }],
    ["a lost connection", { drop: true }],
  ] as const)("does not take %s for gone", async (_row, effect) => {
    world.emulator.faults({ operation: subject.reads, effect });
    await expectNothingLost(subject, () => stack.refresh());
    world.emulator.clearFaults();
    await expectUntouched(subject);
  });

  it("with a clock that is wrong says so, and loses nothing", async () => {
    world.emulator.clock({ skewSeconds: 600 });
    const [error] = await expectNothingLost(subject, () => stack.refresh());
    expect(error?.message).toContain("The clock of this machine is 10 minutes behind NCP's");
    world.emulator.clock({ skewSeconds: 0 });
    await expectUntouched(subject);
  });
});

describe("a clock that is wrong", () => {
  it.each(subjects)("keeps a $type from being created, and the next up creates it once", async (subject) => {
    world.emulator.clock({ skewSeconds: -600 });
    const { errors } = await stack.up(subject.program);
    expect(errors[0]?.message).toContain("The clock of this machine is 10 minutes ahead of NCP's");
    expect(subject.held(world)).toEqual(subject.holds.nothing);
    world.emulator.clock({ skewSeconds: 0 });
    expect((await stack.up(subject.program)).errors).toEqual([]);
    expect(subject.held(world)).toEqual(subject.holds.create);
    await expectUntouched(subject);
  });

  it.each([scan, notification, threshold])(
    "keeps a $type from being deleted, and loses nothing",
    async (subject) => {
      await stack.up(subject.program);
      world.emulator.clock({ skewSeconds: 600 });
      const [error] = await expectNothingLost(subject, () => stack.destroy());
      expect(error?.message).toContain("set the clock");
      world.emulator.clock({ skewSeconds: 0 });
      expect((await stack.destroy()).errors).toEqual([]);
      expect(subject.held(world)).toEqual(subject.holds.delete);
    },
  );
});

describe("a listing of jobs that breaks off", () => {
  /** Of 121 jobs, the page after the first is empty, time and again. */
  const broken = (operation: string, nth: number) =>
    world.emulator.faults({
      operation,
      nth,
      times: 20,
      effect: { status: 200, body: '{"total_cnt":121,"record_data":[]}' },
    });

  it("is not taken for a job that is gone, by refresh or by destroy", async () => {
    await stack.up(scan.program);
    world.emulator.seed({ jobs: listNeighbours(world, 120) });
    broken("searchJobs", 2);
    await expectNothingLost(scan, () => stack.refresh());
    await expectNothingLost(scan, () => stack.destroy());
    world.emulator.clearFaults();
    await expectUntouched(scan);
  });

  it("is not taken for a job that never came to be: nothing is paid for twice", async () => {
    await stack.up(scan.program, { kill: { operation: "createJob", call: 1, when: "after" } });
    broken("searchJobs", 1);
    const { errors } = await stack.up(scan.program);
    expect(errors[0]?.message).toContain("the listing broke off after 0 of 121 rows");
    world.emulator.clearFaults();
    expect((await stack.up(scan.program)).errors).toEqual([]);
    expect(world.emulator.health().billed).toBe(1);
    await expectUntouched(scan);
  });
});

describe("destroying", () => {
  it.each([
    ["has completed", 4],
    ["has failed", 5],
    ["could not be crawled", 15],
    ["was canceled", 91],
    ["is stopping", 92],
    ["has stopped", 93],
  ] as const)("a scan that %s asks NCP for nothing more", async (_row, stage) => {
    await stack.up(scan.program);
    world.remote.finish(stage);
    expect(await stack.destroy()).toMatchObject({ errors: [] });
    expect(world.calls().filter((call) => call === "cancelJob" || call === "stopJob")).toEqual([]);
    expect(stack.state.size).toBe(0);
    expect(world.remote.activeJobs()).toEqual([]);
  });

  it.each([
    ["scan that is gone", scan, () => world.emulator.removeJob(Number(stack.state.get(name)?.id))],
    [
      "notification that is off",
      notification,
      () => world.emulator.seed({ notifications: { hashfilter: "OFF" } }),
    ],
    [
      "threshold setting that was reset",
      threshold,
      () => world.emulator.seed({ thresholds: { filefilter: [] } }),
    ],
    ["file inspection that NCP has forgotten", file, () => world.emulator.reset()],
  ] as const)("a %s succeeds", async (_row, subject, vanish) => {
    await stack.up(subject.program);
    vanish();
    expect(await stack.destroy()).toMatchObject({ errors: [] });
    expect(stack.state.size).toBe(0);
    expect(subject.held(world)).toEqual(subject.holds.nothing);
  });

  it("a file inspection leaves NCP's log alone, and asks for nothing", async () => {
    await stack.up(file.program);
    world.emulator.clearRequests();
    expect(await stack.destroy()).toMatchObject({ errors: [] });
    expect(world.calls()).toEqual([]);
  });
});

describe("keys that were rotated between up and destroy", () => {
  it.each([scan, notification, threshold])("are no change of a $type", async (subject) => {
    await stack.up(subject.program);
    stack.providers.default = { world, account: { key: "ffffffff" } };
    await expectQuiet(subject.program);
    expect((await stack.destroy()).errors).toEqual([]);
    expect(subject.held(world)).toEqual(subject.holds.delete);
  });

  it.each([scan, notification, threshold])("keep a $type when the old ones are used on", async (subject) => {
    await stack.up(subject.program);
    const refused = { status: 401, code: "200" };
    world.emulator.faults({ effect: refused });
    const [error] = await expectNothingLost(subject, () => stack.destroy());
    expect(error?.message).toContain("Check that the access key is active");
    world.emulator.clearFaults();
    await expectUntouched(subject);
  });
});

describe("a scan that has vanished from NCP's listing", () => {
  it("once it had finished is never gone: nothing is paid for again", async () => {
    await stack.up(scan.program);
    world.remote.finish();
    await stack.refresh();
    world.emulator.removeJob(Number(stack.state.get(name)?.id));
    await expectUntouched(scan);
    expect(world.emulator.health().billed).toBe(1);
  });

  it("while it was active is forgotten by a refresh with a complete listing, and scanned again by the next up", async () => {
    await stack.up(scan.program);
    world.emulator.removeJob(Number(stack.state.get(name)?.id));
    expect((await stack.refresh()).errors).toEqual([]);
    expect(stack.state.size).toBe(0);
    expect((await stack.up(scan.program)).errors).toEqual([]);
    expect(world.remote.activeJobs().map((job) => job.startUrl)).toEqual([startUrl]);
    await expectUntouched(scan);
  });
});
