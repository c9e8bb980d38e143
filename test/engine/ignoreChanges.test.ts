import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as security from "../../sdk";
import { eicar } from "../support/eicar";
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
    "of %j leaves an inspection alone when its file has gone, and inspects what comes there",
    async (path) => {
      const [first, second] = [join(folder, "one"), join(folder, "two")];
      await writeFile(first, "one");
      await writeFile(second, "two");
      await world.up(inspecting(first));
      const ignoring = { ignoreChanges: [path] };
      await rm(first);
      expect(await world.up(inspecting(second, ignoring))).toEqual({ same: 2 });
      expect(await world.refresh()).toEqual({ same: 2 });
      expect(uploads()).toBe(1);
      // Another content is inspected anew: for a replacement the engine ignores no change.
      await writeFile(first, eicar);
      expect(await world.up(inspecting(second, ignoring))).toEqual({ same: 1, replace: 1 });
      expect((await world.resources()).artefact?.outputs).toMatchObject({ source: second, verdict: "clean" });
      expect(uploads()).toBe(2);
    },
  );

  it("that somebody takes back again lets no other file pass for the one that was inspected", async () => {
    const [first, second] = [join(folder, "one"), join(folder, "two")];
    await writeFile(first, "one");
    await writeFile(second, eicar);
    await world.up(inspecting(first));
    await rm(first);
    const takenBack: pulumi.CustomResourceOptions = {
      ignoreChanges: ["source"],
      transforms: [async ({ props, opts }) => ({ props, opts: { ...opts, ignoreChanges: [] } })],
    };
    expect((await failure(world.up(inspecting(second, takenBack)))).message).toContain(
      "is malware by File Safer",
    );
  });

  it('of "source" asks for the recorded file where triggers change', async () => {
    const source = join(folder, "one");
    await writeFile(source, "one");
    await world.up(inspecting(source));
    await rm(source);
    await failure(world.up(inspecting(source, { ignoreChanges: ["source"] }, { build: 1 })));
    expect(world.output.join("")).toContain(
      `source: ${source} cannot be read, so it cannot be inspected (ENOENT)`,
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
