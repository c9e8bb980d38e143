import type * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { demoCredentials, type Emulator, startEmulator } from "../../emulator";
import * as security from "../../sdk";
import { type EngineWorld, openEngine } from "../support/engine";
import { failure } from "../support/world";

const startUrl = "https://shop.example.com/";

/** The same keys lead to both, so that the address alone tells them apart. */
describe("a stack whose settings change on the real engine", () => {
  let world: EngineWorld;
  let elsewhere: Emulator;
  beforeEach(async () => {
    world = await openEngine({ pace: "instant" });
    elsewhere = await startEmulator({ pace: "instant" });
  });
  afterEach(async () => {
    await world.close();
    await elsewhere.close();
  });

  const lead = (to: Emulator, { accessKey, secretKey } = to.credentials) =>
    world.stack.setAllConfig({
      "ncloud-security:endpoint": { value: to.url },
      "ncloud-security:accessKey": { value: accessKey },
      "ncloud-security:secretKey": { value: secretKey, secret: true },
    });
  const { NotificationConfig, ThresholdNotificationConfig, FileInspection } = security.filesafer;
  const malware = { notificationType: "MAL", referenceTime: 10, thresholdValue: 5 } as const;

  const all = async () => {
    const scan = new security.wsc.ScanJob("shop", { startUrl, gate: { total: 100 } });
    new NotificationConfig("alerts", { filter: "hash", notificationType: "MAL" }, { dependsOn: scan });
    new ThresholdNotificationConfig("outbreak", { filter: "file", thresholds: [malware] });
    new FileInspection("artefact", { source: "test/states/artefact.txt" });
  };
  const changing = (emulator: Emulator) =>
    emulator
      .requests()
      .map(({ operation }) => operation)
      .filter((operation) => /^(create|cancel|stop|set|remove|input(?!FileLog))/.test(operation ?? ""));

  it("is made anew at another endpoint: no gate passes on the scan of the former one", async () => {
    await world.up(all);
    await lead(elsewhere);
    elsewhere.seed({ findings: { [startUrl]: { high: 101 } } });
    expect(await world.preview()).toEqual({ same: 1, replace: 4 });
    expect((await failure(world.up())).message).toContain("found 101 total, the gate allows 100");
    expect(elsewhere.health().billed).toBe(1);
    // What depends on the gate is not there, and nothing was undone at the former place.
    expect(elsewhere.requests({ operation: "setNotiConfig" })).toEqual([]);
    expect(changing(world.emulator).sort()).toEqual([
      "createJob",
      "inputFile",
      "setNotiConfig",
      "setThresholdNotiConfig",
    ]);
    expect(world.output.join("")).toContain("the settings lead elsewhere, where it is made anew");
  });

  it("fails in the preview where keys are refused, in NCP's words, and gives nothing up", async () => {
    await world.up(all);
    const before = await world.resources();
    for (const to of [elsewhere, world.emulator]) {
      await lead(to, { accessKey: "mistyped", secretKey: "mistyped" });
      const { message } = await failure(world.preview());
      expect(message).toContain("Check that the access key is active");
      expect(message).not.toContain("another access key is used");
      expect(message).not.toMatch(/^ +at /m);
    }
    expect(Object.keys(await world.resources())).toEqual(Object.keys(before));
    expect(changing(elsewhere)).toEqual([]);
  });

  it("is neither refreshed nor destroyed at another endpoint, whatever is there under the same numbers", async () => {
    await world.up(async () => void new security.wsc.ScanJob("shop", { startUrl }));
    elsewhere.seed({ jobs: [{ startUrl: "https://bank.example.com/", statusCode: 13 }] });
    elsewhere.pace("manual");
    await lead(elsewhere);
    expect(await world.refresh()).toEqual({ same: 2 });
    await world.destroy();
    expect(changing(elsewhere)).toEqual([]);
    expect(await world.resources()).toEqual({});
  });

  it("stays as it is when the access key is another one of the same account", async () => {
    await world.up(all);
    const rotated = { accessKey: "ROTATED", secretKey: "ROTATED_SECRET" };
    world.emulator.addCredentials(rotated);
    await lead(world.emulator, rotated);
    const before = changing(world.emulator).length;
    expect(await world.preview()).toEqual({ same: 5 });
    expect(await world.up()).toEqual({ same: 5 });
    await world.refresh();
    expect(await world.preview()).toEqual({ same: 5 });
    expect(changing(world.emulator)).toHaveLength(before);
  });
});

describe("resources that change their Provider on the real engine", () => {
  let world: EngineWorld;
  let second: Emulator;
  beforeEach(async () => {
    world = await openEngine();
    second = await startEmulator({ credentials: { accessKey: "AK2", secretKey: "SK2" }, account: "second" });
  });
  afterEach(async () => {
    await world.close();
    await second.close();
  });

  const providers = () => ({
    a: new security.Provider("a", { ...demoCredentials, endpoint: world.emulator.url }),
    again: new security.Provider("again", { ...demoCredentials, endpoint: world.emulator.url }),
    b: new security.Provider("b", { accessKey: "AK2", secretKey: "SK2", endpoint: second.url }),
  });
  const alerts =
    (by: "a" | "again" | "b", name = "alerts") =>
    async () => {
      new security.filesafer.NotificationConfig(
        name,
        { filter: "hash", notificationType: "MAL" },
        { provider: providers()[by] },
      );
    };
  const set = (emulator: Emulator) =>
    emulator.requests({ operation: "setNotiConfig" }).map(({ fields }) => fields.notificationType);

  it("move to the other account, and are off in the former", async () => {
    await world.up(alerts("a"));
    expect(await world.preview(alerts("b"))).toMatchObject({ replace: 1 });
    await world.up(alerts("b"));
    expect([set(world.emulator), set(second)]).toEqual([["MAL", "OFF"], ["MAL"]]);
    await world.destroy();
    expect([set(world.emulator), set(second)]).toEqual([
      ["MAL", "OFF"],
      ["MAL", "OFF"],
    ]);
  });

  it("stay on in the same account, also when they are renamed at once", async () => {
    await world.up(alerts("a"));
    await world.up(alerts("again"));
    expect(set(world.emulator)).toEqual(["MAL"]);
    await world.up(alerts("a", "warnings"));
    expect(set(world.emulator)).toEqual(["MAL", "MAL"]);
    expect(world.output.join("")).toContain("another resource of this stack has set it");
    expect(await world.refresh()).toMatchObject({ same: 5 });
  });

  it("take turns at one target, and send one content once", async () => {
    await world.up(async () => {
      const { a, again } = providers();
      const step = (provider: pulumi.ProviderResource, userAgent: "PC Chrome" | "iPhone") => {
        new security.wsc.ScanJob(userAgent, { startUrl, userAgent }, { provider });
        new security.filesafer.FileInspection(
          userAgent,
          { source: "test/states/artefact.txt" },
          { provider },
        );
      };
      world.emulator.pace("instant");
      step(a, "PC Chrome");
      step(again, "iPhone");
    });
    expect(world.emulator.health().billed).toBe(2);
    expect(world.emulator.requests({ operation: "inputFile" })).toHaveLength(1);
  });
});

describe("a scan whose options replace it on the real engine", () => {
  let world: EngineWorld;
  beforeEach(async () => {
    world = await openEngine();
  });
  afterEach(() => world.close());

  const program =
    (opts: pulumi.CustomResourceOptions, args: Partial<security.wsc.ScanJobArgs> = {}) =>
    async () =>
      void new security.wsc.ScanJob("shop", { startUrl, ...args }, opts);

  it("is replaced in the right order, though the option was spread as undefined", async () => {
    await world.up(program({ deleteBeforeReplace: undefined }));
    const { shop } = await world.resources();
    await world.up(undefined, { replace: [shop?.urn ?? ""] });
    const operations = world.emulator.requests().map(({ operation }) => operation);
    expect(operations.filter((operation) => /^(create|cancel)/.test(operation ?? ""))).toEqual([
      "createJob",
      "cancelJob",
      "createJob",
    ]);
    expect(world.emulator.health().jobs.active).toBe(1);
  });

  it("is taken over by the one that is made first, and not ended under it", async () => {
    await world.up(program({ deleteBeforeReplace: false }));
    const { shop } = await world.resources();
    await world.up(undefined, { replace: [shop?.urn ?? ""] });
    expect(world.emulator.health()).toMatchObject({ billed: 1, jobs: { active: 1 } });
  });

  it("is paid for once with replaceOnChanges of everything and a gate that is not met", async () => {
    world.emulator.seed({ findings: { [startUrl]: { high: 1 } } });
    world.emulator.pace("instant");
    for (let run = 0; run < 3; run++) {
      const up = world.up(program({ replaceOnChanges: ["*"] }, { gate: { high: 0 } }));
      expect((await failure(up)).message).toContain("found 1 high, the gate allows 0");
    }
    expect(world.emulator.health().billed).toBe(1);
  });
});
