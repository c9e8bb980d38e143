import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as security from "../../../sdk";
import { type EngineWorld, openEngine } from "../../support/engine";

const { FileInspection, NotificationConfig, ThresholdNotificationConfig } = security.filesafer;
const { ScanJob } = security.wsc;

const startUrl = "https://shop.example.com/";
const malware = { notificationType: "MAL", referenceTime: 10, thresholdValue: 5 } as const;

class Guarded extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Guarded", name, {}, opts);
    fill({ parent: this });
    this.registerOutputs({});
  }
}

/** One resource of each kind. */
function fill(opts: pulumi.CustomResourceOptions = {}): void {
  const headers = { Cookie: "session=1" };
  new ScanJob("scan", { startUrl, headers, memo: pulumi.secret("nightly"), triggers: { release: 1 } }, opts);
  new NotificationConfig("alerts", { filter: "hash", notificationType: "MAL" }, opts);
  new ThresholdNotificationConfig("outbreak", { filter: "file", thresholds: [malware] }, opts);
  new FileInspection("artefact", { source: __filename }, opts);
}

describe("a stack that moves between the shells", () => {
  let world: EngineWorld;
  beforeEach(async () => {
    world = await openEngine({ pace: "instant" });
  });
  afterEach(() => world.close());

  /** Calls that change something, or are paid for. */
  const changing = () =>
    world.emulator
      .requests()
      .map(({ operation }) => operation)
      .filter((operation) => !/^(get|search)/.test(operation));

  const types = async () => {
    const resources = Object.values(await world.resources());
    return new Set(resources.map(({ type }) => type.split(":")[0]));
  };

  const layouts: readonly (readonly [string, PulumiFn])[] = [
    ["on its own", async () => fill()],
    ["with a Provider", async () => fill({ provider: provide() })],
    ["in a component", async () => void new Guarded("guarded")],
    ["in a component with a Provider", async () => void new Guarded("guarded", { provider: provide() })],
  ];

  const provide = () =>
    new security.Provider("account", { ...world.emulator.credentials, endpoint: world.emulator.url });

  it.each(layouts)("%s changes nothing at NCP, there and back, and is destroyed", async (_, program) => {
    await world.up(program);
    const { billed } = world.emulator.health();
    world.emulator.clearRequests();

    await world.choose("plugin");
    expect(replacedOrMade(await world.up(program))).toEqual({});
    expect(await types()).toEqual(new Set(["ncloud-security"]));
    expect(await world.preview(program)).toEqual({ same: expect.any(Number) });
    expect(replacedOrMade(await world.refresh())).toEqual({});
    expect(await world.preview(program)).toEqual({ same: expect.any(Number) });

    await world.choose("dynamic");
    expect(replacedOrMade(await world.up(program))).toEqual({});
    expect(await types()).toEqual(new Set(["pulumi-nodejs"]));
    expect(await world.preview(program)).toEqual({ same: expect.any(Number) });
    expect(replacedOrMade(await world.refresh())).toEqual({});

    expect(changing()).toEqual([]);
    expect(world.emulator.health().billed).toBe(billed);
    await world.destroy();
    expect(changing()).toEqual(expect.arrayContaining(["setNotiConfig", "removeThresholdNotiConfig"]));
    expect(await world.resources()).toEqual({});
  });

  /** But for the default provider, which each package has its own of. */
  function replacedOrMade({ same, update, ...others }: Partial<Record<string, number>>) {
    return others;
  }
});
