import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as security from "../../sdk";
import { type EngineWorld, openEngine } from "../support/engine";

const { FileInspection, NotificationConfig, ThresholdNotificationConfig } = security.filesafer;
const { ScanJob } = security.wsc;

class Guarded extends pulumi.ComponentResource {
  constructor(name: string, fill: (parent: Guarded) => void, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Guarded", name, {}, opts);
    fill(this);
    this.registerOutputs({});
  }
}

/** For Pulumi a dependency on a component is one on all of its children, so siblings might wait for each other. */
describe("resources of one component on the real engine", () => {
  let world: EngineWorld;
  let folder: string;
  beforeEach(async () => {
    world = await openEngine({ pace: "instant" });
    folder = await mkdtemp(join(tmpdir(), "ncloud-security-components-"));
    await writeFile(join(folder, "artefact"), "content");
  });
  afterEach(async () => {
    await world.close();
    await rm(folder, { recursive: true, force: true });
  });

  const program = async () => {
    const source = join(folder, "artefact");
    new Guarded("guarded", (parent) => {
      const alerts = new NotificationConfig("hash", { filter: "hash", notificationType: "MAL" }, { parent });
      new NotificationConfig("file", { filter: "file", notificationType: "MAL" }, { parent });
      const threshold = { notificationType: "MAL", referenceTime: 10, thresholdValue: 5 } as const;
      new ThresholdNotificationConfig("many", { filter: "hash", thresholds: [threshold] }, { parent });
      new ScanJob("one", { startUrl: "https://one.example.com/" }, { parent });
      const scan = new ScanJob("two", { startUrl: "https://two.example.com/" }, { parent });
      new FileInspection("artefact", { source }, { parent, dependsOn: [alerts, scan] });
      const nested = (inner: Guarded) =>
        new ScanJob("inner", { startUrl: "https://inner.example.com/" }, { parent: inner, dependsOn: scan });
      new Guarded("nested", nested, { parent });
    });
  };

  it("do not wait for each other", async () => {
    expect(await world.up(program)).toEqual({ create: 10 });
    expect(await world.up(program)).toEqual({ same: 10 });
  });
});
