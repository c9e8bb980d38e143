import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "../../provider/resources/kit/lifecycle";
import { notificationConfig } from "../../provider/resources/notificationConfig";
import { checked, openWorld, unknown, type World } from "../support/world";

describe("two settings of one filter", () => {
  const checkOf = (name: string, filter: string, ctx: Context) =>
    notificationConfig.check(ctx, {}, { filter, notificationType: "MAL", owner: `org/dev::shop::::${name}` });

  it("are refused in the preview, and only as long as both have it", async () => {
    const world = await openWorld();
    const ctx = world.newProcess();
    expect((await checkOf("one", "hash", ctx)).failures).toEqual([]);
    expect((await checkOf("one", "hash", ctx)).failures).toEqual([]);
    expect((await checkOf("two", "file", ctx)).failures).toEqual([]);
    expect((await checkOf("three", "hash", ctx)).failures).toEqual([
      {
        property: "filter",
        reason: expect.stringContaining('the resource "one" already sets the hash filter'),
      },
    ]);
    expect((await checkOf("three", "hash", world.newProcess())).failures).toEqual([]);
    await checkOf("three", "file", world.newProcess());
    const swapped = world.newProcess();
    await checkOf("one", "hash", swapped);
    await checkOf("one", "file", swapped);
    expect((await checkOf("two", "hash", swapped)).failures).toEqual([]);
    await world.close();
  });
});

describe("a notification setting", () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  const inputsOf = (inputs: object) => checked(notificationConfig, world.ctx, inputs);
  const current = async (filter: "hash" | "file" = "hash") =>
    (await world.ctx.client.filesafer.getNotiConfig({ filter })).notificationType;
  const create = async (inputs: object, ctx = world.ctx) =>
    notificationConfig.create(ctx, await inputsOf(inputs));

  it("shows nothing that the program has made secret", async () => {
    const ctx = { ...world.newProcess(), secretArguments: new Set(["filter", "notificationType"]) };
    await create({ filter: "hash", notificationType: "MAL" }, ctx);
    const second = await create({ filter: "hash", notificationType: "MAE" }, ctx).catch(String);
    const shown = [...world.lines, second].join("\n");
    expect(shown).toContain("File Safer [secret] filter: notificationType was OFF, is now [secret]");
    expect(shown).toContain("already has the notificationType of the [secret] filter");
  });

  it("is set on its own filter only, and says from what to what", async () => {
    const { id, outputs } = await create({ filter: "hash", notificationType: "MAL" });
    expect(id).toBe("hash");
    expect(outputs).toMatchObject({
      filter: "hash",
      notificationType: "MAL",
      onDestroy: "off",
      previousNotificationType: "OFF",
    });
    expect(await current("hash")).toBe("MAL");
    expect(await current("file")).toBe("OFF");
    expect(world.lines).toEqual(["File Safer hash filter: notificationType was OFF, is now MAL"]);
  });

  it("reports every wrong argument at once, with what is allowed", async () => {
    const { failures } = await notificationConfig.check(
      world.ctx,
      {},
      { filter: "url", notificationType: "SOME", colour: "red" },
    );
    expect(failures).toEqual([
      {
        property: "",
        reason: "colour: there is no such property; the properties are filter, notificationType, onDestroy",
      },
      { property: "filter", reason: 'must be one of "hash", "file" (given "url")' },
      {
        property: "notificationType",
        reason: 'must be one of "OFF", "MAL", "MAE", "ERR", "ALL" (given "SOME")',
      },
    ]);
    expect(world.calls()).toEqual([]);
  });

  it("says which argument is missing", async () => {
    const { failures } = await notificationConfig.check(world.ctx, {}, { filter: "hash" });
    expect(failures).toEqual([
      {
        property: "notificationType",
        reason: 'is missing: it must be one of "OFF", "MAL", "MAE", "ERR", "ALL"',
      },
    ]);
  });

  it("passes unknown arguments on, and takes them for a change", async () => {
    const { inputs, failures } = await notificationConfig.check(
      world.ctx,
      {},
      { filter: "hash", notificationType: unknown },
    );
    expect(failures).toEqual([]);
    expect(inputs.notificationType).toBe(unknown);
    const { outputs } = await create({ filter: "hash", notificationType: "MAL" });
    const { changes } = await notificationConfig.diff(world.ctx, "hash", outputs, {
      ...outputs,
      notificationType: unknown as "MAL",
    });
    expect(changes.map((change) => change.path)).toEqual(["notificationType"]);
  });

  it("needs no change after create, updates in place and is replaced for another filter", async () => {
    const { outputs } = await create({ filter: "hash", notificationType: "MAL" });
    const diff = async (inputs: object) =>
      (await notificationConfig.diff(world.ctx, "hash", outputs, await inputsOf(inputs))).changes;
    expect(await diff({ filter: "hash", notificationType: "MAL" })).toEqual([]);
    expect(await diff({ filter: "hash", notificationType: "ALL" })).toEqual([
      { path: "notificationType", kind: "update" },
    ]);
    expect(await diff({ filter: "file", notificationType: "MAL" })).toEqual([
      { path: "filter", kind: "update", replace: true },
    ]);
  });

  it("shows what was changed in the console, and puts it back", async () => {
    const { outputs } = await create({ filter: "hash", notificationType: "MAL" });
    await world.emulator.seed({ notifications: { hashfilter: "OFF" } });
    const found = await notificationConfig.read(world.ctx, "hash", { inputs: outputs, outputs });
    expect(found?.inputs.notificationType).toBe("OFF");
    const wanted = await inputsOf({ filter: "hash", notificationType: "MAL" });
    await notificationConfig.update(world.ctx, "hash", found?.outputs ?? {}, wanted);
    expect(await current()).toBe("MAL");
  });

  it("does not call NCP to change only onDestroy", async () => {
    const { outputs } = await create({ filter: "hash", notificationType: "MAL" });
    const before = world.calls().length;
    await notificationConfig.update(
      world.ctx,
      "hash",
      outputs,
      await inputsOf({ filter: "hash", notificationType: "MAL", onDestroy: "restore" }),
    );
    expect(world.calls().length).toBe(before);
  });

  it("is turned off by delete, or restored to what it was", async () => {
    const off = await create({ filter: "hash", notificationType: "MAL" });
    await notificationConfig.delete(world.ctx, "hash", off.outputs);
    expect(await current()).toBe("OFF");

    await world.emulator.seed({ notifications: { hashfilter: "ERR" } });
    const restoring = await create({ filter: "hash", notificationType: "ALL", onDestroy: "restore" });
    await notificationConfig.delete(world.newProcess(), "hash", restoring.outputs);
    expect(await current()).toBe("ERR");
  });

  it("survives a rename: deleting the old resource leaves what the new one has set", async () => {
    const old = await create({ filter: "hash", notificationType: "MAL" });
    const run = world.newProcess();
    await create({ filter: "hash", notificationType: "ALL" }, run);
    await notificationConfig.delete(run, "hash", old.outputs);
    expect(await current()).toBe("ALL");
    expect(world.lines.at(-1)).toContain("is left as it is");
  });

  it("is not claimed by a comparison of what is recorded, which the engine also makes of one that goes", async () => {
    const old = await create({ filter: "hash", notificationType: "MAL" });
    const run = world.newProcess();
    await create({ filter: "hash", notificationType: "ALL" }, run);
    await notificationConfig.diff(run, "hash", old.outputs, {
      filter: "hash",
      notificationType: "ERR",
      onDestroy: "off",
    });
    await notificationConfig.delete(run, "hash", old.outputs);
    expect(await current()).toBe("ALL");
  });

  it("is read by its id alone", async () => {
    await world.emulator.seed({ notifications: { filefilter: "MAE" } });
    const found = await notificationConfig.read(world.ctx, "file", { inputs: {}, outputs: {} });
    expect(found?.inputs).toMatchObject({ filter: "file", notificationType: "MAE", onDestroy: "off" });
    await expect(notificationConfig.read(world.ctx, "url", { inputs: {}, outputs: {} })).rejects.toThrow(
      "The id is the filter: hash or file",
    );
  });
});
