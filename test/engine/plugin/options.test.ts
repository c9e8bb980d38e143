import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as security from "../../../sdk";
import { type EngineWorld, openEngine } from "../../support/engine";

const startUrl = "https://shop.example.com/";

describe("replaceOnChanges with the plugin", () => {
  let world: EngineWorld;
  beforeEach(async () => {
    world = await openEngine();
    await world.choose("plugin");
  });
  afterEach(() => world.close());

  const program = (args: Partial<security.wsc.ScanJobArgs>) => async () =>
    void new security.wsc.ScanJob("shop", { startUrl, ...args }, { replaceOnChanges: ["memo"] });

  it("replaces by the names of arguments, and by no other; the scan is kept, and not paid for again", async () => {
    await world.up(program({ memo: "one" }));
    expect(await world.preview(program({ memo: "one", speed: "fast" }))).toEqual({ same: 1, update: 1 });
    expect(await world.up(program({ memo: "two" }))).toEqual({ same: 1, replace: 1 });
    expect(world.emulator.requests({ operation: "createJob" })).toHaveLength(1);
    expect(world.emulator.health().jobs.active).toBe(1);
    expect((await world.resources()).shop?.outputs).toMatchObject({ memo: "two", state: "waiting" });
  });
});
