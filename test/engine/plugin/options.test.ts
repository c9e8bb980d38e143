import type * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { version } from "../../../package.json";
import * as security from "../../../sdk";
import { type EngineWorld, openEngine } from "../../support/engine";

const startUrl = "https://shop.example.com/";

describe("options that the plugin hears of", () => {
  let world: EngineWorld;
  beforeEach(async () => {
    world = await openEngine();
    await world.choose("plugin");
  });
  afterEach(() => world.close());

  const program =
    (
      args: Partial<security.wsc.ScanJobArgs>,
      opts: pulumi.CustomResourceOptions = { replaceOnChanges: ["memo"] },
    ) =>
    async () =>
      void new security.wsc.ScanJob("shop", { startUrl, ...args }, opts);

  it("tell it of a package of another version, and it tells the user", async () => {
    await world.up(program({}));
    expect(world.output.join("")).not.toContain("in one version");
    await world.preview(program({}, { version: "9.9.9" }));
    expect(world.output.join("")).toContain(
      `this plugin is version ${version}, and the program's package is 9.9.9: install both in one version`,
    );
  });

  it("replace by the names of arguments, and by no other; the scan is kept, and not paid for again", async () => {
    await world.up(program({ memo: "one" }));
    expect(await world.preview(program({ memo: "one", speed: "fast" }))).toEqual({ same: 1, update: 1 });
    expect(await world.up(program({ memo: "two" }))).toEqual({ same: 1, replace: 1 });
    expect(world.emulator.requests({ operation: "createJob" })).toHaveLength(1);
    expect(world.emulator.health().jobs.active).toBe(1);
    expect((await world.resources()).shop?.outputs).toMatchObject({ memo: "two", state: "waiting" });
  });
});
