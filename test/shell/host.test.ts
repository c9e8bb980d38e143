import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator";
import type { ResourceName } from "../../provider/names";
import {
  FileInspection,
  NotificationConfig,
  ScanJob,
  ThresholdNotificationConfig,
} from "../../provider/shells/dynamic/runtime";
import { Host, type HostError, shellNames } from "../support/host";
import { failure, unknown } from "../support/world";

const startUrl = "https://shop.example.com/";

const samples: Record<ResourceName, Record<string, unknown>> = {
  ScanJob: { startUrl },
  NotificationConfig: { filter: "hash", notificationType: "MAL" },
  ThresholdNotificationConfig: {
    filter: "file",
    thresholds: [{ notificationType: "MAL", referenceTime: 5, thresholdValue: 1 }],
  },
  FileInspection: { source: "LICENSE" },
};

const names = Object.keys(samples) as ResourceName[];

describe.each(shellNames)("in the process of the %s shell", (shell) => {
  let emulator: Emulator;
  let host: Host;

  beforeEach(async () => {
    emulator = await startEmulator({ pace: "manual" });
    emulator.seed({ files: [{ content: await readFile("LICENSE", "utf8") }] });
    host = await Host.start(shell);
  });
  afterEach(async () => {
    await host.stop();
    await emulator.close();
  });

  const configure = (more: object = {}) =>
    host.configure({
      accessKey: emulator.credentials.accessKey,
      secretKey: emulator.credentials.secretKey,
      endpoint: emulator.url,
      ...more,
    });

  const create = async (resource: ResourceName) => {
    const { inputs } = await host.check(resource, samples[resource]);
    return { inputs, ...(await host.create(resource, inputs)) };
  };

  it.each(names)("a %s is created, needs no change, is read and deleted", async (resource) => {
    await configure();
    const { id, inputs, outputs } = await create(resource);
    expect(await host.diff(resource, id, outputs, inputs)).toMatchObject({ changes: false, replaces: [] });
    const found = await host.read(resource, id, outputs);
    expect(found).toEqual({ id, outputs, inputs });
    await host.delete(resource, id, outputs);
    expect(emulator.health().jobs.active).toBe(0);
  });

  it("all first calls at once find the settings, although the host does not wait for them", async () => {
    await configure();
    const [jobs] = [emulator.seed({ jobs: [{ startUrl, statusCode: 4 }] }).jobs];
    const reads = await Promise.all([
      ...Array.from({ length: 4 }, () => host.read("ScanJob", String(jobs[0]))),
      host.read("NotificationConfig", "hash"),
      host.read("ThresholdNotificationConfig", "hash"),
    ]);
    expect(reads.map((read) => read.id)).toEqual([...Array(4).fill(String(jobs[0])), "hash", "hash"]);
  });

  it("a gone job is reported as gone", async () => {
    await configure();
    const { id, outputs } = await create("ScanJob");
    emulator.removeJob(Number(id));
    // A refresh is a run of its own.
    await host.stop();
    host = await Host.start(shell);
    await configure();
    expect(await host.read("ScanJob", id, outputs)).toMatchObject({ id: "", outputs: {} });
  });

  it("a job that a program asks for and that is not there is an error", async () => {
    await configure();
    const { message } = await failure(host.read("ScanJob", "99"));
    expect(message).toContain('there is no ScanJob with the id "99" in this account');
  });

  it("a failed wait hands over the job, its facts and the reasons", async () => {
    await configure();
    const { inputs } = await host.check("ScanJob", {
      startUrl,
      waitFor: "started",
      timeouts: { create: "1s" },
    });
    const error = (await failure(host.create("ScanJob", inputs))) as HostError;
    expect(error.properties).toMatchObject({ startUrl, state: "waiting", instanceNo: Number(error.id) });
    expect(error.reasons?.[0]).toContain("waitFor asks for started");
  });

  it.each([
    ["no credentials", { accessKey: undefined, secretKey: undefined }, "secretKey"],
    ["half the credentials", { secretKey: undefined }, "secretKey"],
    ["a wrong site", { site: "moon" }, "site"],
    ["wrong retries", { retry: '{"maxAttempts":0}' }, "retry"],
  ])(
    "%s are reported before the first call, and by every call that needs them, naming the key",
    async (_case, change, key) => {
      const settings = { accessKey: "AK", secretKey: "hush-hush", endpoint: emulator.url, ...change };
      const atOnce = await host.configure(settings);
      const later = await host.check("NotificationConfig", samples.NotificationConfig);
      const failures = [...atOnce, ...later.failures];
      expect(failures).toEqual([{ property: "", reason: expect.stringContaining(key) }]);
      for (const call of [
        host.create("NotificationConfig", samples.NotificationConfig),
        host.read("NotificationConfig", "hash"),
        host.delete("NotificationConfig", "hash", samples.NotificationConfig),
      ]) {
        const { message } = await failure(call);
        expect(message).toContain(key);
        expect(message).not.toContain("hush-hush");
      }
      expect(emulator.requests()).toEqual([]);
    },
  );

  it("credentials that are not known yet do not fail a preview", async () => {
    await configure({ secretKey: unknown });
    expect((await host.check("NotificationConfig", samples.NotificationConfig)).failures).toEqual([]);
  });

  it("a refused key is an error that says what to check, without a stack trace", async () => {
    await configure({ secretKey: "wrong-secret" });
    const { message } = await failure(host.read("NotificationConfig", "hash"));
    expect(message).toContain("Authentication Failed");
    expect(host.output.join("\n")).not.toContain("    at ");
    expect(host.output.join("\n")).not.toContain("wrong-secret");
  });

  it("several wrong arguments come back together", async () => {
    await configure();
    const { failures } = await host.check("ScanJob", { startUrl: "shop", speed: "warp" });
    expect(failures.map((each) => each.property)).toEqual(["startUrl", "speed"]);
  });
});

describe("the dynamic provider's own part", () => {
  let emulator: Emulator;
  let host: Host;
  beforeEach(async () => {
    emulator = await startEmulator({ pace: "manual" });
    host = await Host.start("dynamic");
    await host.configure({ ...emulator.credentials, endpoint: emulator.url });
  });
  afterEach(async () => {
    await host.stop();
    await emulator.close();
  });

  it("stores what the program has made secret for later steps, and it is no property of the resource", async () => {
    const news = { ...samples.ScanJob, secretArguments: ["startUrl"] };
    const { inputs, failures } = await host.check("ScanJob", news);
    expect([inputs.secretArguments, failures]).toEqual([["startUrl"], []]);
    const { id, outputs } = await host.create("ScanJob", inputs);
    expect(outputs.secretArguments).toEqual(["startUrl"]);
    const found = await host.read("ScanJob", id, outputs);
    expect([found.outputs.secretArguments, found.inputs.secretArguments]).toEqual([
      ["startUrl"],
      ["startUrl"],
    ]);
    expect(await host.diff("ScanJob", id, outputs, inputs)).toMatchObject({ changes: false });
  });
});

describe("wrong settings", () => {
  it.each(names)("are a failure of check, also of a %s that is recorded already", async (resource) => {
    const providers = { ScanJob, NotificationConfig, ThresholdNotificationConfig, FileInspection };
    const provider = providers[resource];
    await provider.configure({ config: { get: (key) => (key.endsWith(":site") ? "nowhere" : undefined) } });
    const olds = { ...samples[resource], owner: "organization/dev::shop::::name" };
    const { failures } = await provider.check(olds, { ...olds });
    expect(failures.map(({ reason }) => reason).join()).toContain('given "nowhere"');
  });
});

describe("a resource that another shell has written", () => {
  it("is recorded anew once, by a change that calls nothing", async () => {
    const emulator = await startEmulator();
    const settings: Record<string, string> = { ...emulator.credentials, endpoint: emulator.url };
    const config = { get: (key: string) => settings[key.replace("ncloud-security:", "")] };
    await NotificationConfig.configure({ config });
    const { inputs } = await NotificationConfig.check({}, { ...samples.NotificationConfig });
    const { id, outs } = await NotificationConfig.create(inputs);
    emulator.clearRequests();
    const isChanged = async (olds: object) =>
      (await NotificationConfig.diff(id, { ...olds }, inputs)).changes;
    expect([await isChanged(outs), await isChanged({ ...outs, __provider: "text" })]).toEqual([true, false]);
    expect((await NotificationConfig.update(id, outs, inputs)).outs).toEqual(outs);
    expect(emulator.requests({ operation: "setNotiConfig" })).toEqual([]);
    await emulator.close();
  });
});
