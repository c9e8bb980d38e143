import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as security from "../../sdk";
import { type EngineWorld, openEngine } from "../support/engine";
import { failure } from "../support/world";

const moment = "2026-10-01T00:00:00.000Z";

describe("triggers on the real engine", () => {
  let world: EngineWorld;
  beforeEach(async () => {
    world = await openEngine({ pace: "instant" });
  });
  afterEach(() => world.close());

  const program = (triggers: security.wsc.ScanJobArgs["triggers"]) => async () => {
    new security.wsc.ScanJob("shop", { startUrl: "https://shop.example.com/", triggers });
  };
  const scans = () => world.emulator.requests({ operation: "createJob" }).length;
  const yielding = (value: unknown) => pulumi.output(0).apply(() => value);

  it("run the scan again when a Date among them changes, and not before", async () => {
    await world.up(program({ build: { at: new Date(moment), done: yielding(new Date(moment)) } }));
    expect((await world.resources()).shop?.inputs.triggers).toEqual({ build: { at: moment, done: moment } });
    expect(await world.up()).toEqual({ same: 2 });
    const later = yielding(new Date(Date.parse(moment) + 1));
    expect(await world.up(program({ build: { at: new Date(moment), done: later } }))).toEqual({
      same: 1,
      update: 1,
    });
    expect(scans()).toBe(2);
  });

  it("are refused with their path where Pulumi would lose them; nothing is sent, and the scan stays", async () => {
    await world.up(program({ build: 1 }));
    world.emulator.clearRequests();
    const map = new Map([["at", moment]]);
    for (const [at, told] of [
      [map, 'ScanJob "shop": triggers.build.at is a Map: give its entries as an array or object'],
      [yielding(map), "triggers.build.at: is a Map: give its entries as an array or object"],
      [Promise.resolve(map), "triggers.build.at: is a Map: give its entries as an array or object"],
      [pulumi.output(map), "triggers.build.at: comes out of an Output as an empty object"],
      [pulumi.secret(0).apply(() => map), "triggers: is a Map: give its entries as an array or object"],
    ] as const) {
      world.output.length = 0;
      await failure(world.up(program({ build: { at } })));
      expect(world.output.join("")).toContain(told);
    }
    expect(world.emulator.requests()).toEqual([]);
    expect((await world.resources()).shop?.outputs.triggers).toEqual({ build: 1 });
  });
});
