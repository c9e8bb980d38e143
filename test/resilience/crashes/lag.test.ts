import { beforeEach, describe, expect, it } from "vitest";
import type { Gateway } from "../../../provider/ncp/http/request";
import { lagging } from "../../support/listings";
import { listNeighbours } from "../../support/neighbours";
import { changed, name, scan } from "../subjects";
import { expectQuiet, freshStack, stack, world } from "./freshStack";

freshStack("listings that lag or move");

/** Between the first page and the second, a job goes and all that follow it move up by one. */
function moving(inner: Gateway): Gateway {
  let asked = 0;
  return {
    ...inner,
    async send(request, options) {
      if (request.operation === "searchJobs" && ++asked === 2)
        world.emulator.removeJob(world.remote.jobs().at(-1)?.instanceNo ?? 0);
      return inner.send(request, options);
    },
  };
}

describe("a listing of a replica that lags behind", () => {
  beforeEach(() => stack.up(scan.program));

  it("drops no scan at a refresh, and has none paid for again", async () => {
    expect((await stack.refresh({ around: lagging(1) })).errors).toEqual([]);
    expect(stack.state.has(name)).toBe(true);
    expect(world.lines.filter((line) => line.includes("search by memo"))).toEqual([]);
    await expectQuiet(scan.program);
    expect(world.emulator.health().billed).toBe(1);
  });

  it("fails no wait", async () => {
    world.onSleep = () => world.remote.step();
    const waiting = changed(scan.program, { waitFor: "completed" });
    expect((await stack.up(waiting, { around: lagging(1) })).errors).toEqual([]);
  });

  it("leaves no scan running at a destroy", async () => {
    expect((await stack.destroy({ around: lagging(1) })).errors).toEqual([]);
    expect(world.remote.activeJobs()).toEqual([]);
  });
});

describe("a listing that loses a row between two pages", () => {
  beforeEach(async () => {
    await stack.up(scan.program);
    // So many that the resource's own job is the first of the second page.
    world.emulator.seed({ jobs: listNeighbours(world, 100) });
  });

  it("is read again, so that a refresh drops no scan", async () => {
    expect((await stack.refresh({ around: moving })).errors).toEqual([]);
    expect(stack.state.has(name)).toBe(true);
  });

  it("is read again, so that a destroy leaves no scan running", async () => {
    expect((await stack.destroy({ around: moving })).errors).toEqual([]);
    expect(world.remote.activeJobs()).toEqual([]);
  });
});
