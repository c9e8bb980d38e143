import type { PulumiFn } from "@pulumi/pulumi/automation";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as security from "../../sdk";
import { type EngineWorld, openEngine } from "../support/engine";
import { failure } from "../support/world";

const { NotificationConfig, ThresholdNotificationConfig } = security.filesafer;

const malware = { notificationType: "MAL", referenceTime: 10, thresholdValue: 5 } as const;
const errors = { notificationType: "ERR", referenceTime: 30, thresholdValue: 100 } as const;

describe("settings of File Safer on the real engine", () => {
  let world: EngineWorld;
  beforeEach(async () => {
    world = await openEngine();
  });
  afterEach(() => world.close());

  const program =
    (
      filter: "hash" | "file",
      notificationType: "MAL" | "ALL",
      thresholds: security.filesafer.Threshold[],
    ): PulumiFn =>
    async () => {
      new NotificationConfig("alerts", { filter, notificationType });
      new ThresholdNotificationConfig("outbreak", { filter, thresholds });
    };
  const last = (operation: string) => world.emulator.requests({ operation }).at(-1);
  const state = async () => {
    const { alerts, outbreak } = await world.resources();
    return { type: alerts?.outputs.notificationType, thresholds: outbreak?.outputs.thresholds };
  };

  it("live from create to destroy, and no change is shown that is none", async () => {
    expect(await world.up(program("hash", "MAL", [malware, errors]))).toEqual({ create: 3 });
    expect(await world.preview(program("hash", "MAL", [errors, malware]))).toEqual({ same: 3 });
    expect(await world.refresh()).toEqual({ same: 3 });
    expect(await world.preview()).toEqual({ same: 3 });
    expect(await world.up(program("hash", "ALL", [errors]))).toEqual({ same: 1, update: 2 });
    expect(await world.up(program("file", "ALL", [errors]))).toEqual({ same: 1, replace: 2 });
    await world.destroy();
    expect(last("setNotiConfig")).toMatchObject({
      path: "/filefilter/v1/setNotiConfig",
      fields: { notificationType: "OFF" },
    });
    expect(last("removeThresholdNotiConfig")?.path).toBe("/filefilter/v1/removeThresholdNotiConfig");
  });

  it("that somebody changed or reset are shown by refresh and mended by up", async () => {
    const wanted = program("hash", "MAL", [malware]);
    await world.up(wanted);
    world.emulator.seed({ notifications: { hashfilter: "OFF" }, thresholds: { hashfilter: [errors] } });
    expect(await world.refresh()).toEqual({ same: 1, update: 2 });
    expect(await state()).toEqual({ type: "OFF", thresholds: [errors] });
    expect(await world.preview()).toEqual({ same: 1, update: 2 });
    await world.up();
    expect(await world.refresh()).toEqual({ same: 3 });
    expect(await state()).toEqual({ type: "MAL", thresholds: [malware] });
  });

  it("stay on when their resources are renamed without an alias", async () => {
    await world.up(program("hash", "MAL", [malware]));
    await world.up(async () => {
      new NotificationConfig("warnings", { filter: "hash", notificationType: "MAL" });
      new ThresholdNotificationConfig("flood", { filter: "hash", thresholds: [malware] });
    });
    expect(world.output.join("")).toContain("is left as it is");
    expect(await world.refresh()).toEqual({ same: 3 });
    expect(await world.preview()).toEqual({ same: 3 });
  });

  it("stay on when their resources are replaced by hand", async () => {
    await world.up(program("hash", "MAL", [malware]));
    const { alerts } = await world.resources();
    await world.up(undefined, { replace: [alerts?.urn ?? ""] });
    expect(await world.refresh()).toEqual({ same: 3 });
  });

  it("are recorded as they are after a failure half-way, and recovered by the next up", async () => {
    world.emulator.settings({ thresholdEntries: "single" });
    const wanted = program("hash", "MAL", [malware, errors]);
    expect((await failure(world.up(wanted))).message).toContain("of 2 thresholds of the hash filter");
    expect((await state()).thresholds).toEqual([errors]);
    world.emulator.settings({ thresholdEntries: "perType" });
    expect(await world.up(wanted)).toMatchObject({ update: 1 });
    expect((await state()).thresholds).toEqual([malware, errors]);
    expect(await world.preview()).toEqual({ same: 3 });
  });

  it("are put back to what they were with onDestroy: restore", async () => {
    world.emulator.seed({ notifications: { hashfilter: "ERR" }, thresholds: { hashfilter: [errors] } });
    await world.up(async () => {
      new NotificationConfig("alerts", { filter: "hash", notificationType: "ALL", onDestroy: "restore" });
      new ThresholdNotificationConfig("outbreak", {
        filter: "hash",
        thresholds: [malware],
        onDestroy: "restore",
      });
    });
    await world.destroy();
    expect(last("setNotiConfig")?.fields).toMatchObject({ notificationType: "ERR" });
    expect(last("setThresholdNotiConfig")?.fields).toMatchObject(errors);
  });

  it("take values that another resource provides, in preview and in up", async () => {
    const dependent = async () => {
      const scan = new security.wsc.ScanJob("shop", { startUrl: "https://shop.example.com/" });
      new NotificationConfig("alerts", {
        filter: scan.state.apply((state) => (state === "waiting" ? "hash" : "file")),
        notificationType: scan.instanceNo.apply((): "MAL" => "MAL"),
      });
      new ThresholdNotificationConfig("outbreak", {
        filter: "file",
        thresholds: [{ ...malware, thresholdValue: scan.instanceNo.apply(() => 7) }],
      });
    };
    expect(await world.preview(dependent)).toEqual({ create: 4 });
    expect(await world.up(dependent)).toEqual({ create: 4 });
    expect(await state()).toEqual({ type: "MAL", thresholds: [{ ...malware, thresholdValue: 7 }] });
    expect(await world.preview()).toEqual({ same: 4 });
  });

  it("cannot be claimed by two resources of one account", async () => {
    const twice = async () => {
      new NotificationConfig("one", { filter: "hash", notificationType: "MAL" });
      new NotificationConfig("two", { filter: "hash", notificationType: "ALL" });
    };
    expect((await failure(world.preview(twice))).message).toMatch(
      /filter.* the resource "(one|two)" already sets the hash filter of this account: keep one of the two/,
    );
    expect(world.emulator.requests()).toEqual([]);
  });

  it("can be read without being managed", async () => {
    world.emulator.seed({ notifications: { filefilter: "MAE" }, thresholds: { filefilter: [errors] } });
    await world.up(async () => ({
      type: NotificationConfig.get("alerts", "file").notificationType,
      thresholds: ThresholdNotificationConfig.get("outbreak", "file").thresholds,
    }));
    const outputs = await world.stack.outputs();
    expect(outputs.type?.value).toBe("MAE");
    expect(outputs.thresholds?.value).toEqual([errors]);
  });
});
