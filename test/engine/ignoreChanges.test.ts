import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as security from "../../sdk";
import { type EngineWorld, openEngine } from "../support/engine";
import { failure } from "../support/world";

describe("ignoreChanges on the real engine", () => {
  let world: EngineWorld;
  let folder: string;
  beforeEach(async () => {
    world = await openEngine({ pace: "instant" });
    folder = await mkdtemp(join(tmpdir(), "ncloud-security-ignored-"));
  });
  afterEach(async () => {
    await world.close();
    await rm(folder, { recursive: true, force: true });
  });

  const uploads = () => world.emulator.requests({ operation: "inputFile" }).length;
  const inspecting =
    (source: string, opts: pulumi.CustomResourceOptions = {}, triggers?: Record<string, unknown>) =>
    async () => {
      new security.filesafer.FileInspection("artefact", { source, triggers }, opts);
    };

  it.each([["source"], ["*"]])(
    "of %j leaves an inspection alone when its file has gone or is another one",
    async (path) => {
      const [first, second] = [join(folder, "one"), join(folder, "two")];
      await writeFile(first, "one");
      await writeFile(second, "two");
      await world.up(inspecting(first));
      const ignoring = { ignoreChanges: [path] };
      for (const change of [() => writeFile(first, "something else"), () => rm(first), () => rm(second)]) {
        await change();
        const changes = await world.up(inspecting(second, ignoring));
        expect(changes).toEqual({ same: 2 });
      }
      expect(await world.refresh()).toEqual({ same: 2 });
      expect(uploads()).toBe(1);
      await failure(world.up(inspecting(second)));
      expect(world.output.join("")).toContain(
        `does not exist; a relative path starts at the program's folder (looked for at ${second})`,
      );
      await writeFile(second, "two");
      expect(await world.up(inspecting(second))).toMatchObject({ replace: 1 });
      expect(uploads()).toBe(2);
    },
  );

  it('of "source" asks for the recorded content where triggers change', async () => {
    const source = join(folder, "one");
    await writeFile(source, "one");
    await world.up(inspecting(source));
    await writeFile(source, "another");
    await failure(world.up(inspecting(source, { ignoreChanges: ["source"] }, { build: 1 })));
    expect(world.output.join("")).toContain(
      "which ignoreChanges keeps and triggers inspect again: put it back",
    );
    expect(uploads()).toBe(1);
  });

  it('of "*" keeps every resource as it is, whatever the program says', async () => {
    const program = (again: boolean) => async () => {
      const opts = again ? { ignoreChanges: ["*"] } : {};
      const [startUrl, notificationType] = again
        ? ["https://other.example.com/", "ALL" as const]
        : ["https://shop.example.com/", "MAL" as const];
      new security.wsc.ScanJob("scan", { startUrl }, opts);
      new security.filesafer.NotificationConfig("alerts", { filter: "hash", notificationType }, opts);
      new security.filesafer.ThresholdNotificationConfig(
        "outbreak",
        {
          filter: "file",
          thresholds: [{ notificationType: "MAL", referenceTime: 10, thresholdValue: again ? 9 : 5 }],
        },
        opts,
      );
    };
    await world.up(program(false));
    world.emulator.clearRequests();
    expect(await world.up(program(true))).toEqual({ same: 4 });
    expect(world.emulator.requests()).toEqual([]);
  });
});
