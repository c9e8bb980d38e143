import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ResourceName, resourceNames } from "../../provider/names";
import type { Properties } from "../../provider/resources/kit/lifecycle";
import { lifecycles } from "../../provider/resources/lifecycles";
import { FakeEngine } from "../support/fakeEngine";
import { findMisplaced, listDefaults } from "../support/storedInputs";
import { openWorld, unknown, type World } from "../support/world";

const startUrl = "https://shop.example.com/";

/** What each resource has to be given. */
const required: Readonly<Record<ResourceName, Properties>> = {
  ScanJob: { startUrl },
  NotificationConfig: { filter: "hash", notificationType: "MAL" },
  ThresholdNotificationConfig: { filter: "file", thresholds: [] },
  FileInspection: { source: "LICENSE" },
};

/** A value beside the default of each argument that has one. */
const others: Readonly<Record<ResourceName, Properties>> = {
  ScanJob: {
    excludeUrls: [`${startUrl}logout`],
    vulnerabilityItems: ["XSS"],
    userAgent: "iPhone",
    speed: "fast",
    rerunOnFailure: true,
    rescan: "never",
    waitFor: "started",
  },
  NotificationConfig: { onDestroy: "restore" },
  ThresholdNotificationConfig: { onDestroy: "restore" },
  FileInspection: { allow: "any" },
};

const cases = resourceNames.flatMap((type) =>
  Object.entries(others[type]).map(([argument, value]) => ({ type, argument, value })),
);

let world: World;
let stack: FakeEngine;
beforeEach(async () => {
  world = await openWorld();
  world.onSleep = () => world.remote.step();
  world.emulator.seed({ files: [{ content: await readFile("LICENSE", "utf8") }] });
  stack = new FakeEngine(world);
});
afterEach(() => world.close());

const programOf = (type: ResourceName, more: Properties = {}) => ({
  it: { type, args: { ...required[type], ...more } },
});

/** Brings the program up, and answers the state and what was done. */
const up = async (type: ResourceName, more: Properties = {}) => {
  const { errors, steps } = await stack.up(programOf(type, more));
  expect(errors).toEqual([]);
  const { inputs = {}, outputs = {} } = stack.state.get("it") ?? {};
  return { inputs, outputs, steps };
};

describe("a default", () => {
  it.each(resourceNames)("of a %s stands in the outputs alone, whether it is given or not", async (type) => {
    const left = await up(type);
    expect(left.outputs).toMatchObject(listDefaults(type));
    expect(findMisplaced({ type, ...left })).toEqual([]);
    expect(await up(type, listDefaults(type))).toEqual({ ...left, steps: [] });
  });

  it.each(resourceNames)("of a %s is no drift: a refresh leaves the inputs as check does", async (type) => {
    for (const more of [{}, others[type]]) {
      const { inputs } = await up(type, more);
      await stack.refresh();
      expect(stack.state.get("it")?.inputs).toEqual(inputs);
      expect(await stack.preview(programOf(type, more))).toEqual([]);
    }
  });

  it.each(resourceNames)("of a %s is not in what an import by its id reads as inputs", async (type) => {
    const left = await up(type);
    const { id = "" } = stack.state.get("it") ?? {};
    const found = await lifecycles[type].read(world.newProcess(), id, { inputs: {}, outputs: {} });
    const read = { type, inputs: { ...found?.inputs }, outputs: { ...found?.outputs } };
    expect(findMisplaced(read)).toEqual([]);
    expect(Object.keys(left.inputs)).toEqual(expect.arrayContaining(Object.keys(found?.inputs ?? {})));
  });

  it.each(cases)("comes back when $argument is taken out of a $type", async ({ type, argument, value }) => {
    expect((await up(type, { [argument]: value })).inputs).toHaveProperty(argument, value);
    expect(await stack.preview(programOf(type))).toEqual([expect.stringMatching(`it: ${argument}$`)]);
    const { inputs, outputs } = await up(type);
    expect(inputs).not.toHaveProperty(argument);
    expect(outputs).toHaveProperty(argument, listDefaults(type)[argument]);
    expect(await stack.preview(programOf(type))).toEqual([]);
  });

  it("is one in another spelling, too", async () => {
    const { inputs, outputs } = await up("ScanJob", { speed: "1" });
    expect(inputs).not.toHaveProperty("speed");
    expect(outputs.speed).toBe("normal");
  });

  it("stays in the inputs as a secret, which makes the output one", async () => {
    const secrets = { ...world.ctx, secretArguments: new Set(["speed"]) };
    const { check, read } = lifecycles.ScanJob;
    const given = { startUrl, speed: "normal", rescan: "auto" };
    expect(Object.keys((await check(secrets, {}, given)).inputs)).toEqual(["startUrl", "speed", "endpoint"]);
    const { inputs, outputs } = await up("ScanJob");
    const refresh = (stored: Properties) =>
      read(secrets, String(outputs.instanceNo), { inputs: stored, outputs });
    expect((await refresh({ ...inputs, speed: "normal" }))?.inputs).toEqual({ ...inputs, speed: "normal" });
    // The plugin is not told whether an output alone is to be secret.
    expect((await refresh(inputs))?.inputs).toEqual(inputs);
  });

  it("is nobody's guess while a value is not known", async () => {
    const given = { startUrl, speed: unknown, vulnerabilityItems: [unknown] };
    const { inputs } = await lifecycles.ScanJob.check(world.ctx, {}, given);
    expect(inputs).toMatchObject(given);
    await up("ScanJob");
    expect(await stack.preview(programOf("ScanJob", { speed: unknown }))).toEqual(["update it: speed"]);
    expect(await up("ScanJob", { speed: "normal" })).toMatchObject({ steps: [] });
  });
});
