import { beforeEach, describe, expect, it } from "vitest";
import { FakeEngine } from "../../support/fakeEngine";
import { changed, name, scan, startUrl } from "../subjects";
import { expectQuiet, freshStack, stack, world } from "./freshStack";

freshStack("adopted scans");

describe("a scan that a second stack has adopted and run again", () => {
  const release = (number: number) => ({ triggers: { release: number } });
  let other: FakeEngine;
  let adopting = scan.program;

  beforeEach(async () => {
    await stack.up(scan.program);
    world.remote.finish();
    await stack.refresh();
    other = new FakeEngine(world, "next");
    const adopt = Number(stack.state.get(name)?.id);
    adopting = changed(scan.program, { adopt, vulnerabilityItems: ["XSS"] });
    expect((await other.up(adopting)).errors).toEqual([]);
    expect((await other.up(changed(adopting, release(2)))).errors).toEqual([]);
    expect(world.remote.activeJobs()).toHaveLength(1);
  });

  it("is not ended by a destroy of the first", async () => {
    expect((await stack.destroy()).errors).toEqual([]);
    expect(world.remote.activeJobs()).toHaveLength(1);
  });

  it("does not answer the same triggers of the first, which asks for another scan", async () => {
    const theirs = other.state.get(name)?.outputs.instanceNo;
    const { errors } = await stack.up(changed(scan.program, release(2)));
    expect(errors[0]?.message).toContain(`scan job ${theirs} already scans`);
  });
});

describe("a scan that another resource of the same program has", () => {
  it("is adopted with a line that says so, and ends for neither that goes", async () => {
    await stack.up(scan.program);
    const adopt = Number(stack.state.get(name)?.id);
    const second = Object.values(changed(scan.program, { adopt }))[0] ?? expect.fail();
    expect((await stack.up({ ...scan.program, second })).errors).toEqual([]);
    expect(world.lines.at(-1)).toContain("is also the scan of another resource of this program");
    expect((await stack.up(scan.program)).errors).toEqual([]);
    expect(world.remote.activeJobs()).toMatchObject([{ instanceNo: adopt }]);
  });
});

describe("an adopted scan whose stack was renamed", () => {
  it("is not adopted again by what replaces it", async () => {
    const [adopt] = world.emulator.seed({ jobs: [{ startUrl, statusCode: 4 }] }).jobs;
    await stack.up(changed(scan.program, { adopt }));
    const renamed = new FakeEngine(world, "renamed");
    for (const entry of stack.state) renamed.state.set(...entry);
    expect((await renamed.up(changed(scan.program, { adopt, userAgent: "iPhone" }))).errors).toEqual([]);
    expect(renamed.state.get(name)?.outputs.instanceNo).not.toBe(adopt);
  });
});

describe.each([
  ["has finished", 4],
  ["goes on", 3],
] as const)("an adopted scan that %s", (_row, statusCode) => {
  let adopting = scan.program;

  beforeEach(async () => {
    const [adopt] = world.emulator.seed({ jobs: [{ startUrl, statusCode }] }).jobs;
    adopting = changed(scan.program, { adopt });
    expect((await stack.up(adopting)).errors).toEqual([]);
  });

  it("is replaced by a new one, although the program still names it", async () => {
    const program = changed(adopting, { userAgent: "iPhone" });
    expect((await stack.up(program)).errors).toEqual([]);
    expect(world.remote.activeJobs().map((job) => job.userAgent)).toEqual(["iPhone"]);
    expect(world.emulator.health().billed).toBe(1);
    await expectQuiet(program);
  });

  it("goes on when its resource is renamed without an alias", async () => {
    const before = world.remote.activeJobs();
    const renamed = Object.fromEntries(Object.values(adopting).map((declared) => ["renamed", declared]));
    expect((await stack.up(renamed)).errors).toEqual([]);
    expect(world.remote.activeJobs()).toEqual(before);
    expect(world.emulator.health().billed).toBe(0);
    await expectQuiet(renamed);
  });
});
