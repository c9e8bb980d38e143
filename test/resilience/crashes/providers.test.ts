import { setImmediate } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import type { Program } from "../../support/fakeEngine";
import { entry, name, notification, scan, startUrl, threshold } from "../subjects";
import { artefact, expectQuiet, file, freshStack, stack, world } from "./freshStack";

freshStack("several Providers of one account");

beforeEach(() => {
  stack.providers.second = { world, account: { key: "ffffffff" } };
});

describe.each([notification, threshold])("a $type that is renamed together with its Provider", (subject) => {
  it("stays on, although another process deletes the old one", async () => {
    await stack.up(subject.program);
    const renamed = Object.fromEntries(
      Object.values(subject.program).map((declared) => ["renamed", { ...declared, provider: "second" }]),
    );
    expect((await stack.up(renamed)).steps).toEqual(["create renamed", `delete ${name}`]);
    expect(subject.held(world)).toEqual(subject.holds.create);
    expect(world.lines.at(-1)).toContain("another resource of this stack has set it");
    await expectQuiet(renamed);
    expect((await stack.destroy()).errors).toEqual([]);
    expect(subject.held(world)).toEqual(subject.holds.delete);
  });
});

describe("two scans of one target under two Providers", () => {
  it("take turns, as under one", async () => {
    world.onSleep = () => world.remote.step();
    const second = { type: "ScanJob", args: { startUrl, userAgent: "iPhone" }, provider: "second" } as const;
    const program = { ...scan.program, second };
    expect((await stack.up(program, { parallel: true })).errors).toEqual([]);
    expect(world.remote.jobs()).toHaveLength(2);
    expect(world.lines.join("\n")).toContain("on the same target to end");
    await expectQuiet(program);
  });
});

describe("one content in two inspections under two Providers", () => {
  it("is sent once", async () => {
    world.onSleep = async () => {
      world.remote.settle([artefact.sha1]);
      // One process waits for what the other has asked for, and that takes real time.
      await setImmediate();
    };
    const second = {
      type: "FileInspection",
      args: { source: artefact.path },
      provider: "second",
    } as const;
    const program = { ...file.program, second };
    expect((await stack.up(program, { parallel: true })).errors).toEqual([]);
    expect(file.held(world)).toBe(1);
    await expectQuiet(program);
  });
});

describe("two settings of one filter under two Providers", () => {
  it("are refused, as under one", async () => {
    const second = { ...notification.program[name], provider: "second" };
    const { errors } = await stack.up({ ...notification.program, second } as Program, { parallel: true });
    expect(errors.map((error) => error.message)).toEqual([
      expect.stringContaining(
        "another resource of this program already has the notificationType of the hash filter",
      ),
    ]);
  });
});

describe("Providers of an account whose name nobody tells", () => {
  it("may be of two accounts, so neither is refused the setting that the other has", async () => {
    const second = { ...notification.program[name], provider: "second" };
    for (const names of [
      [undefined, undefined],
      ["mine", undefined],
      [undefined, "mine"],
    ]) {
      stack.providers.default = { world, account: { name: names[0] } };
      stack.providers.second = { world, account: { key: "ffffffff", name: names[1] } };
      const { errors } = await stack.up({ ...notification.program, second } as Program);
      expect(errors).toEqual([]);
      await stack.destroy();
    }
  });

  it("leave a setting on that was renamed across them", async () => {
    stack.providers.default = { world, account: { name: undefined } };
    stack.providers.second = { world, account: { key: "ffffffff", name: undefined } };
    await stack.up(notification.program);
    const renamed = { ...notification.program[name], provider: "second" };
    await stack.up({ renamed } as Program);
    expect(world.remote.notification("hash")).toBe("MAL");
  });
});

describe("two Providers of two accounts", () => {
  it("do not keep each other from deleting what each of them has", async () => {
    stack.providers.second = { world, account: { key: "ffffffff", name: "other" } };
    const other = {
      type: "ThresholdNotificationConfig",
      args: { filter: "file", thresholds: [entry("MAL", 1)] },
      provider: "second",
    } as const;
    await stack.up(threshold.program);
    expect((await stack.up({ other })).errors).toEqual([]);
    // The two share an emulator here: the old one's deletion goes through, as it must in an account of its own.
    expect(world.remote.thresholds("file")).toEqual([]);
  });
});
