import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PartialFailure } from "../../provider/resources/kit/failure";
import {
  type ThresholdNotificationConfigOutputs,
  thresholdNotificationConfig,
} from "../../provider/resources/thresholdNotificationConfig";
import { checked, failure, openWorld, unknown, type World } from "../support/world";

const malware = { notificationType: "MAL", referenceTime: 10, thresholdValue: 5 } as const;
const errors = { notificationType: "ERR", referenceTime: 30, thresholdValue: 1000 } as const;

describe("thresholds", () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  const inputsOf = (thresholds: unknown, more: object = {}) =>
    checked(thresholdNotificationConfig, world.ctx, { filter: "file", thresholds, ...more });
  const create = async (thresholds: unknown, more?: object, ctx = world.ctx) =>
    thresholdNotificationConfig.create(ctx, await inputsOf(thresholds, more));
  const update = async (olds: Partial<ThresholdNotificationConfigOutputs>, thresholds: unknown) =>
    thresholdNotificationConfig.update(world.ctx, "file", olds, await inputsOf(thresholds));
  const current = async (filter: "hash" | "file" = "file") =>
    (await world.ctx.client.filesafer.getThresholdNotiConfig({ filter })).thresholdNotificationInfoList;
  const writes = () => world.calls().filter((call) => /^(set|remove)/.test(call));

  it("are set on their own filter only, one call each", async () => {
    const { id, outputs } = await create([malware, errors]);
    expect(id).toBe("file");
    expect(outputs).toMatchObject({ thresholds: [malware, errors], previousThresholds: [] });
    expect(await current()).toEqual(expect.arrayContaining([malware, errors]));
    expect(await current("hash")).toEqual([]);
    expect(writes()).toEqual(["setThresholdNotiConfig", "setThresholdNotiConfig"]);
    expect(world.lines).toEqual([
      "File Safer file filter: thresholds were none, are now MAL 5 in 10 min, ERR 1000 in 30 min",
    ]);
  });

  it("that the program has made secret are not shown", async () => {
    const ctx = { ...world.newProcess(), secretArguments: new Set(["thresholds"]) };
    await create([malware], {}, ctx);
    expect(world.lines).toEqual(["File Safer file filter: thresholds were none, are now [secret]"]);
  });

  it("are checked entry by entry, and all problems are reported at once", async () => {
    const { failures } = await thresholdNotificationConfig.check(
      world.ctx,
      {},
      {
        filter: "file",
        thresholds: [
          { notificationType: "ALL", referenceTime: 7, thresholdValue: 0 },
          { notificationType: "MAL", referenceTime: 35, thresholdValue: 1.5, colour: "red" },
        ],
      },
    );
    expect(failures.map((each) => `${each.property}: ${each.reason}`)).toEqual([
      ': thresholds[0].notificationType: must be one of "MAL", "ERR" (given "ALL")',
      ": thresholds[0].referenceTime: must be a whole number of minutes from 5 to 30, in steps of 5 (given 7)",
      ": thresholds[0].thresholdValue: must be a whole number from 1 to 1000 (given 0)",
      ": thresholds[1].referenceTime: must be a whole number of minutes from 5 to 30, in steps of 5 (given 35)",
      ": thresholds[1].thresholdValue: must be a whole number from 1 to 1000 (given 1.5)",
      expect.stringContaining(
        "has no property colour: the properties are notificationType, referenceTime, thresholdValue",
      ),
    ]);
    expect(world.calls()).toEqual([]);
  });

  it("may name each type once", async () => {
    const { failures } = await thresholdNotificationConfig.check(
      world.ctx,
      {},
      { filter: "file", thresholds: [malware, malware] },
    );
    expect(failures[0]?.reason).toContain("at most one entry for each notificationType");
  });

  it("may hold unknown values", async () => {
    const thresholds = [{ ...malware, thresholdValue: unknown }];
    const { inputs, failures } = await thresholdNotificationConfig.check(
      world.ctx,
      {},
      { filter: "file", thresholds },
    );
    expect(failures).toEqual([]);
    expect(inputs.thresholds).toEqual(thresholds);
  });

  it("are compared as a set", async () => {
    const { outputs } = await create([malware, errors]);
    const diff = async (thresholds: unknown) =>
      (await thresholdNotificationConfig.diff(world.ctx, "file", outputs, await inputsOf(thresholds)))
        .changes;
    expect(await diff([errors, malware])).toEqual([]);
    expect(await diff([errors])).toEqual([{ path: "thresholds", kind: "update" }]);
  });

  it("are read back in the recorded order", async () => {
    const { outputs } = await create([errors, malware]);
    const found = await thresholdNotificationConfig.read(world.ctx, "file", { inputs: outputs, outputs });
    expect(found?.outputs).toEqual(outputs);
  });

  it("show what was changed or reset in the console, and are mended", async () => {
    const { outputs } = await create([malware]);
    world.emulator.seed({ thresholds: { filefilter: [{ ...malware, thresholdValue: 9 }, errors] } });
    const drifted = await thresholdNotificationConfig.read(world.ctx, "file", { inputs: outputs, outputs });
    expect(drifted?.inputs.thresholds).toEqual([{ ...malware, thresholdValue: 9 }, errors]);
    await update(drifted?.outputs ?? {}, [malware]);
    expect(await current()).toEqual([malware]);

    world.emulator.seed({ thresholds: { filefilter: [] } });
    const reset = await thresholdNotificationConfig.read(world.ctx, "file", { inputs: outputs, outputs });
    expect(reset?.inputs.thresholds).toEqual([]);
    await update(reset?.outputs ?? {}, [malware]);
    expect(await current()).toEqual([malware]);
  });

  it("change with one call for one changed entry", async () => {
    const { outputs } = await create([malware, errors]);
    world.emulator.clearRequests();
    await update(outputs, [malware, { ...errors, referenceTime: 5 }]);
    expect(writes()).toEqual(["setThresholdNotiConfig"]);
  });

  it("are removed and set again when one is dropped, for there is no call to remove one", async () => {
    const { outputs } = await create([malware, errors]);
    world.emulator.clearRequests();
    await update(outputs, [errors]);
    expect(writes()).toEqual(["removeThresholdNotiConfig", "setThresholdNotiConfig"]);
    expect(await current()).toEqual([errors]);
  });

  it("are put back when the service fails between the removal and the setting", async () => {
    const { outputs } = await create([malware, errors]);
    world.emulator.faults({
      operation: "setThresholdNotiConfig",
      times: 1,
      effect: { status: 200, code: "140001", envelope: "service" },
    });
    const error = await failure(update(outputs, [{ ...errors, thresholdValue: 3 }]));
    expect(error.name).toBe("InvalidInputError");
    expect(await current()).toEqual(expect.arrayContaining([malware, errors]));
  });

  it("are recorded as they are left when they cannot be put back", async () => {
    const { outputs } = await create([malware, errors]);
    world.emulator.faults({
      operation: "setThresholdNotiConfig",
      effect: { status: 200, code: "140001", envelope: "service" },
    });
    const error = (await failure(
      update(outputs, [errors]),
    )) as PartialFailure<ThresholdNotificationConfigOutputs>;
    expect(error.name).toBe("PartialFailure");
    expect(error.outputs.thresholds).toEqual([]);
    world.emulator.clearFaults();
    await update(error.outputs, [errors]);
    expect(await current()).toEqual([errors]);
  });

  it("tell when the service holds one entry only", async () => {
    world.emulator.settings({ thresholdEntries: "single" });
    const error = (await failure(
      create([malware, errors]),
    )) as PartialFailure<ThresholdNotificationConfigOutputs>;
    expect(error.message).toContain("of 2 thresholds of the file filter, NCP now holds ERR 1000 in 30 min");
    expect(error).toMatchObject({ id: "file", outputs: { thresholds: [errors] } });
  });

  it("are removed by delete, or restored to what they were", async () => {
    const off = await create([malware]);
    await thresholdNotificationConfig.delete(world.ctx, "file", off.outputs);
    expect(await current()).toEqual([]);

    world.emulator.seed({ thresholds: { filefilter: [errors] } });
    const restoring = await create([malware], { onDestroy: "restore" });
    await thresholdNotificationConfig.delete(world.newProcess(), "file", restoring.outputs);
    expect(await current()).toEqual([errors]);
  });

  it("survive a rename", async () => {
    const old = await create([malware]);
    const run = world.newProcess();
    await create([errors], {}, run);
    await thresholdNotificationConfig.delete(run, "file", old.outputs);
    expect(await current()).toEqual([errors]);
  });

  it("are found by their id alone", async () => {
    world.emulator.seed({ thresholds: { hashfilter: [errors] } });
    const found = await thresholdNotificationConfig.read(world.ctx, "hash", { inputs: {}, outputs: {} });
    expect(found?.inputs).toMatchObject({ filter: "hash", thresholds: [errors], onDestroy: "off" });
  });
});
