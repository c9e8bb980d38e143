import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { statusCodes } from "../../provider/ncp/api/wsc/schemas";
import { providerText } from "../../provider/shells/dynamic/text";
import * as security from "../../sdk";
import { type EngineWorld, openEngine } from "../support/engine";
import { shellNames } from "../support/host";
import { failure } from "../support/world";

const startUrl = "https://shop.example.com/";

describe.each(shellNames)("ScanJob on the real engine, in the %s shell", (shell) => {
  let world: EngineWorld;
  beforeEach(async () => {
    world = await openEngine();
    await world.choose(shell);
  });
  afterEach(() => world.close());

  const program =
    (args: Partial<security.wsc.ScanJobArgs> = {}, opts?: pulumi.CustomResourceOptions) =>
    async () => {
      new security.wsc.ScanJob("shop", { startUrl, ...args }, opts);
    };
  const scan = async () => {
    const { shop } = await world.resources();
    if (shop === undefined) throw new Error("the scan is not in state");
    return shop;
  };
  const move = async (stage: keyof typeof statusCodes) =>
    world.emulator.moveJob(Number((await scan()).outputs.instanceNo), { statusCode: statusCodes[stage] });
  const calls = (operation: string) => world.emulator.requests({ operation }).length;

  it("lives from create to destroy, and no change is shown that is none", async () => {
    expect(await world.up(program({ memo: "nightly" }))).toEqual({ create: 2 });
    const { inputs, outputs, type } = await scan();
    expect(type).toBe(
      { dynamic: "pulumi-nodejs:dynamic/ncloud-security/wsc:ScanJob", plugin: "ncloud-security:wsc:ScanJob" }[
        shell
      ],
    );
    expect(outputs).toMatchObject({ state: "waiting", speed: "normal", vulnerabilityItems: ["ALL"] });
    const text = shell === "dynamic" ? providerText("ScanJob") : undefined;
    expect([inputs.__provider, outputs.__provider]).toEqual([text, text]);
    expect(await world.preview()).toEqual({ same: 2 });
    expect(await world.refresh()).toEqual({ same: 2 });
    expect(await world.up()).toEqual({ same: 2 });
    expect(calls("createJob")).toBe(1);
    await world.destroy();
    expect(calls("cancelJob")).toBe(1);
    expect(world.emulator.health().jobs.active).toBe(0);
  });

  it("stores rotated headers without a scan, and scans again for another URL, one at a time", async () => {
    await world.up(program({ headers: { Cookie: "one" } }));
    expect(await world.up(program({ headers: { Cookie: "two" }, speed: "fast" }))).toEqual({
      same: 1,
      update: 1,
    });
    expect(calls("createJob")).toBe(1);
    const cart = program({ startUrl: `${startUrl}cart`, headers: { Cookie: "two" }, speed: "fast" });
    expect(await world.preview(cart)).toEqual({ same: 1, replace: 1 });
    expect(await world.up(cart)).toEqual({ same: 1, replace: 1 });
    expect(calls("createJob")).toBe(2);
    expect(world.emulator.health().jobs.active).toBe(1);
  });

  it("is created again when its active job has vanished, and never when the job has finished", async () => {
    await world.up(program());
    world.emulator.removeJob(Number((await scan()).id));
    expect(await world.refresh()).toEqual({ same: 1, delete: 1 });
    expect(await world.up()).toEqual({ same: 1, create: 1 });

    await move("diagnosticCompleted");
    await world.refresh();
    world.emulator.removeJob(Number((await scan()).id));
    await world.refresh();
    expect(await world.preview()).toEqual({ same: 2 });
    expect((await scan()).outputs.state).toBe("completed");
  });

  it("is scanned anew by up --replace, and the old job is ended before", async () => {
    await world.up(program());
    const { id, urn } = await scan();
    await world.up(undefined, { replace: [urn] });
    expect((await scan()).id).not.toBe(id);
    expect(calls("createJob")).toBe(2);
    expect(world.emulator.health().jobs.active).toBe(1);
    expect(await world.refresh()).toEqual({ same: 2 });
  });

  it("is not scanned twice when the answer to createJob is lost", async () => {
    world.emulator.faults({ operation: "createJob", when: "after", times: 1, effect: { drop: true } });
    await world.up(program());
    expect(calls("createJob")).toBe(1);
    expect((await scan()).outputs.state).toBe("waiting");
  });

  it("does not print arguments that the program marked as secret, even when they are wrong", async () => {
    await failure(
      world.preview(program({ startUrl: pulumi.secret("hush-hush"), memo: pulumi.secret("hush\nhush") })),
    );
    const shown = world.output.join("");
    expect(shown).toContain("startUrl: must be an absolute URL");
    expect(shown).not.toMatch(/hush/);
  });

  it("records a job that does not start in time, keeps failing, and goes on waiting for the same one", async () => {
    const args = { waitFor: "started", timeouts: { create: "1s", update: "1s" } } as const;
    expect((await failure(world.up(program(args)))).message).toContain("waitFor asks for started");
    expect((await scan()).initErrors?.[0]).toContain("waitFor asks for started");
    await world.refresh();
    expect((await failure(world.up(program(args)))).message).toContain("waitFor asks for started");
    await move("urlCollectionInProgress");
    expect(await world.up()).toEqual({ same: 1, update: 1 });
    expect((await scan()).initErrors ?? []).toEqual([]);
    expect(calls("createJob")).toBe(1);
    expect(await world.preview()).toEqual({ same: 2 });
  });

  it("stops a running job on destroy, and waits until it has stopped", async () => {
    await world.up(program());
    await move("urlCollectionInProgress");
    const { id } = await scan();
    await Promise.all([world.destroy(), stopWhenAsked(Number(id))]);
    expect(calls("stopJob")).toBe(1);
    expect(await world.resources()).toEqual({});
    expect(world.emulator.health().jobs.active).toBe(0);
  });

  /** Plays NCP, which takes a while to stop a job. */
  async function stopWhenAsked(instanceNo: number): Promise<void> {
    await vi.waitUntil(() => calls("stopJob") > 0, { timeout: 60_000 });
    world.emulator.moveJob(instanceNo, { statusCode: statusCodes.stopped });
  }

  it("takes arguments that another resource provides, in preview and in up", async () => {
    const dependent = async () => {
      const alerts = new security.filesafer.NotificationConfig("alerts", {
        filter: "hash",
        notificationType: "MAL",
      });
      const path = alerts.previousNotificationType.apply((previous) => `after-${previous}`);
      new security.wsc.ScanJob("shop", {
        startUrl: pulumi.interpolate`${startUrl}${path}`,
        excludeUrls: [pulumi.interpolate`${startUrl}${path}/logout`],
        headers: { Cookie: path },
        triggers: { path },
      });
    };
    expect(await world.preview(dependent)).toEqual({ create: 3 });
    expect(await world.up(dependent)).toEqual({ create: 3 });
    expect((await scan()).inputs.startUrl).toBe(`${startUrl}after-OFF`);
    expect(await world.preview()).toEqual({ same: 3 });
  });

  it("can be read by its number without being managed", async () => {
    const [instanceNo] = world.emulator.seed({ jobs: [{ startUrl, statusCode: 13 }] }).jobs;
    const reading = async () => ({ state: security.wsc.ScanJob.get("existing", String(instanceNo)).state });
    await world.up(reading);
    expect((await world.stack.outputs()).state?.value).toBe("running");
    await world.destroy();
    expect(world.emulator.health().jobs.active).toBe(1);
  });

  it("reports every wrong argument in the preview, and sends nothing", async () => {
    const wrong = program({
      startUrl: "shop.example.com",
      speed: "warp" as "fast",
      headers: { "bad name": "hush-hush" },
    });
    await failure(world.preview(wrong));
    const shown = world.output.join("");
    expect(shown).toContain("must be an absolute URL that starts with http:// or https://");
    expect(shown).toContain('must be one of "normal", "fast", "fastest"');
    expect(shown).toContain("headers: must hold valid header names");
    expect(shown).not.toContain("hush-hush");
    expect(world.emulator.requests()).toEqual([]);
  });
});
