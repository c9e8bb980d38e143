import { beforeEach, describe, expect, it } from "vitest";
import { expectQuiet, freshStack, stack, world } from "./freshStack";
import { changed, scan, startUrl } from "./subjects";

freshStack("adopted scans");

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
