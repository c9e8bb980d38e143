import { setTimeout } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { statusCodes } from "../../../provider/ncp/api/wsc/schemas";
import type { Context } from "../../../provider/resources/kit/lifecycle";
import { type Around, findingNoMemo } from "../../support/listings";
import { listNeighbours } from "../../support/neighbours";
import { freshScan, ScanDriver, world } from "../../support/scanDriver";

freshScan();

const size = 100;
const owner = (index: number) => `acme/prod::web::::site-${index}`;
const startUrl = (index: number) => `https://site-${index}.example.com/`;

/** A process whose resources sleep side by side, as they do: the time of one that sleeps is that of all others. */
function openProcess(around?: Around): Context {
  let tick: Promise<void> | undefined;
  const passTime = async () => {
    await setTimeout(20);
    tick = undefined;
    world.pass(250);
    await world.onSleep?.();
  };
  const sleep = async (milliseconds: number) => {
    const end = world.now() + milliseconds;
    while (world.now() < end) {
      tick ??= passTime();
      await tick;
    }
  };
  return { ...world.newProcess(around), sleep };
}

/** Scans of one stack. */
let scans: ScanDriver[];

const listScans = (count: number) =>
  Array.from({ length: count }, (_, index) => new ScanDriver(world, owner(index)));

async function createAll(args: object = {}, process = openProcess()): Promise<void> {
  await Promise.all(scans.map((scan, index) => scan.create({ startUrl: startUrl(index), ...args }, process)));
}

async function refreshAll(process = openProcess()): Promise<boolean[]> {
  return Promise.all(scans.map((scan) => scan.refresh(process)));
}

/** What so many scans cost since the last question. */
function countCalls(): Record<string, number> {
  const calls = world.calls();
  world.emulator.clearRequests();
  return Object.fromEntries(
    [...new Set(calls)].map((name) => [name, calls.filter((call) => call === name).length]),
  );
}

beforeEach(() => {
  world.emulator.settings({ waitingJobs: 10_000 });
  scans = listScans(size);
});

describe.each([0, 5_000])("a hundred scans beside %i of others", (others) => {
  beforeEach(() => {
    const jobs = Array.from({ length: others }, (_, index) => ({
      startUrl: `https://other-${index}.example.com/`,
      statusCode: statusCodes.diagnosticCompleted,
    }));
    world.emulator.seed({ jobs });
    world.emulator.clearRequests();
  });

  it("cost a call each, and a few searches for all of them", async () => {
    await createAll();
    const { createJob, ...rest } = countCalls();
    expect(createJob).toBe(size);
    expect(Object.keys(rest)).toEqual(["searchJobs"]);
    expect(rest.searchJobs).toBeLessThanOrEqual(0.3 * size);

    expect(await refreshAll()).not.toContain(false);
    expect(countCalls()).toEqual({ searchJobs: 1 });

    const process = openProcess();
    await Promise.all(scans.map((scan) => scan.delete(process)));
    expect(countCalls()).toEqual({ cancelJob: size, searchJobs: 1 });
    expect(world.emulator.health().jobs.active).toBe(0);
  });

  it("that have finished are refreshed and deleted with one search", async () => {
    await createAll();
    world.remote.finish(statusCodes.stopped);
    countCalls();
    await refreshAll();
    // Which of those without an action are canceled, stopping or stopped is asked for once each.
    expect(countCalls()).toEqual({ searchJobs: 4 });
    await refreshAll();
    expect(countCalls()).toEqual({ searchJobs: 1 });
    const process = openProcess();
    await Promise.all(scans.map((scan) => scan.delete(process)));
    expect(countCalls()).toEqual({ searchJobs: 1 });
  });

  it("that run are stopped, and looked at together until they have ended", async () => {
    await createAll();
    world.remote.step();
    countCalls();
    const end = world.now() + 5_000;
    world.onSleep = () => {
      if (world.now() >= end) world.remote.finish(statusCodes.stopped);
    };
    const process = openProcess();
    await Promise.all(scans.map((scan) => scan.delete(process)));
    const { stopJob, searchJobs } = countCalls();
    expect(stopJob).toBe(size);
    expect(searchJobs).toBeLessThan(0.2 * size);
  });
});

describe("a stack with more scans than a page shows", () => {
  it("reads all of them once a run, however many more are made in it", async () => {
    await createAll();
    world.emulator.seed({ jobs: listNeighbours(world, 250) });
    world.emulator.clearRequests();
    const process = openProcess();
    // An engine works on so many at once.
    const parallel = 8;
    for (let first = size; first < 2 * size; first += parallel) {
      const some = Array.from({ length: parallel }, (_, index) => first + index);
      await Promise.all(
        some.map((index) =>
          new ScanDriver(world, owner(index)).create({ startUrl: startUrl(index) }, process),
        ),
      );
    }
    // The whole of the stack once, and then the few rows that new ones are among.
    const large = world.emulator.requests().filter(({ fields }) => fields.limit === 100);
    expect(large.length).toBeLessThanOrEqual(4);
    const { createJob, searchJobs } = countCalls();
    expect(createJob).toBeGreaterThanOrEqual(size);
    expect(searchJobs).toBeLessThanOrEqual(0.3 * size + 4);
  });
});

describe("two Providers of one stack", () => {
  it("make scans at once, among more than a page shows, and each is paid for once", async () => {
    await createAll();
    world.emulator.seed({ jobs: listNeighbours(world, 150) });
    const processes = [openProcess(), openProcess()];
    const more = Array.from({ length: size }, (_, index) => size + index);
    const errors = await Promise.all(
      more.map((index) =>
        new ScanDriver(world, owner(index)).create({ startUrl: startUrl(index) }, processes[index % 2]),
      ),
    );
    expect(errors.filter((error) => error !== undefined)).toEqual([]);
    expect(world.emulator.health().billed).toBe(2 * size);
  });
});

describe("waiting", () => {
  /** How many calls a wait of so many scans takes until they have completed after so many seconds. */
  async function countWaits(count: number, seconds: number): Promise<number> {
    world.reset();
    world.emulator.settings({ waitingJobs: 10_000 });
    scans = listScans(count);
    const end = world.now() + seconds * 1_000;
    world.onSleep = () => {
      if (world.now() >= end) world.remote.finish();
    };
    await createAll({ waitFor: "completed", timeouts: { create: "5h" } });
    return countCalls().searchJobs ?? 0;
  }

  it("takes no more looks for a hundred scans than for ten", async () => {
    const ten = await countWaits(10, 60);
    expect(await countWaits(100, 60)).toBeLessThanOrEqual(1.2 * ten);
  });

  it.each([5, 30, 300, 1_800, 7_200])("notices the end of a scan of %i s in time", async (seconds) => {
    scans = listScans(1);
    const end = world.now() + seconds * 1_000;
    world.onSleep = () => {
      if (world.now() >= end) world.remote.finish();
    };
    await createAll({ waitFor: "completed", timeouts: { create: "5h" } }, world.newProcess());
    expect((world.now() - end) / 1_000).toBeLessThanOrEqual(Math.max(2, seconds / 20));
  });
});

describe("where NCP finds nothing by memo", () => {
  it("goes through the whole listing instead, says so once a run, and pays for nothing twice", async () => {
    const process = openProcess(findingNoMemo);
    await createAll({}, process);
    expect(world.emulator.health().billed).toBe(size);
    const said = () => world.lines.filter((line) => line.includes("search by memo does not find"));
    expect(said()).toHaveLength(1);
    world.pass(60_000);
    expect(await refreshAll(openProcess(findingNoMemo))).not.toContain(false);
    expect(said()).toHaveLength(2);
    const last = openProcess(findingNoMemo);
    await Promise.all(scans.map((scan) => scan.delete(last)));
    expect(world.emulator.health().jobs.active).toBe(0);
  });
});
