import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator";
import type { Properties } from "../../provider/resources/kit/lifecycle";
import { functions } from "../../provider/shells/plugin/functions";
import { Host } from "../support/host";
import { day } from "../support/time";
import { failure } from "../support/world";

const load = createRequire(__filename);
const { InvokeRequest } = load("@pulumi/pulumi/proto/provider_pb");
const { Struct } = load("google-protobuf/google/protobuf/struct_pb");

const shop = "https://shop.example.com/";
const sha1 = "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d";
const range = { startDateTime: Date.now() - 2 * day, endDateTime: Date.now() };
const ticket = { ticketId: "526068433" };

describe("the plugin's functions", () => {
  let emulator: Emulator;
  let host: Host;
  let instanceNo: number | undefined;

  beforeAll(async () => {
    emulator = await startEmulator();
    const seeded = emulator.seed({
      findings: { [shop]: { high: 2, medium: 1, low: 0 } },
      jobs: [{ startUrl: shop, statusCode: 4 }],
      files: [{ content: "hello", resultCode: "N" }],
    });
    [instanceNo] = seeded.jobs;
    host = await Host.start("plugin");
    await host.configure(settings());
  });
  afterAll(async () => {
    await host.stop();
    await emulator.close();
  });

  const settings = () => ({ ...emulator.credentials, endpoint: emulator.url });

  const invoke = async (token: string, args: Properties = {}): Promise<Properties> => {
    const request = new InvokeRequest().setTok(token).setArgs(Struct.fromJavaScript(args));
    return (await host.call("invoke", request)).getReturn().toJavaScript();
  };

  const samples: Readonly<Record<string, () => Properties>> = {
    "wsc:getJobs": () => ({ all: true }),
    "wsc:searchJobs": () => ({ searchType: "url", searchKeyword: "shop" }),
    "wsc:getReport": () => ({ instanceNo }),
    "filesafer:checkHash": () => ({ hashCode: "213ce10c4298c7617aac93615c3c3b0a783fd304" }),
    "filesafer:getInputFileLog": () => ({ hash: sha1 }),
    "filesafer:getInputFileLogByParentHash": () => ({
      parentHash: sha1,
      fromDate: "2026-10-01T00:00:00+09:00",
    }),
    "filesafer:getNotificationConfig": () => ({ filter: "hash" }),
    "filesafer:getThresholdNotificationConfig": () => ({ filter: "file" }),
    "securitymonitoring:getAVList": () => range,
    "securitymonitoring:getDDoSList": () => range,
    "securitymonitoring:getDDoSEventDetail": () => ticket,
    "securitymonitoring:getIDSList": () => range,
    "securitymonitoring:getIDSEventDetail": () => ticket,
    "securitymonitoring:getIPSList": () => ({ ...range, platform: "classic" }),
    "securitymonitoring:getWAFList": () => range,
  };

  it("are all of the queries", () => {
    expect([...functions.keys()].sort()).toEqual(
      Object.keys(samples)
        .map((token) => `ncloud-security:${token}`)
        .sort(),
    );
  });

  it.each(Object.entries(samples))("%s answers what a program's own query does", async (name, sample) => {
    const token = `ncloud-security:${name}`;
    const own = await functions.get(token)?.ask(sample() as never, { given: settings(), secret: false });
    expect(own).toBeDefined();
    expect(await invoke(token, sample())).toEqual(JSON.parse(JSON.stringify(own)));
  });

  it("go by the tokens of either form", async () => {
    expect(await invoke("ncloud-security:wsc/getJobs:getJobs")).toEqual(
      await invoke("ncloud-security:wsc:getJobs"),
    );
  });

  it("that there are not are told in one line, with those that there are", async () => {
    const { message } = await failure(invoke("ncloud-security:wsc:getJob"));
    expect(message).toContain("there is no function ncloud-security:wsc:getJob: the functions are ");
    expect(message).toContain("ncloud-security:wsc:getJobs");
    expect(message).not.toContain("\n");
  });

  it("say which argument is wrong, and of a secret one not what was given", async () => {
    const { message } = await failure(invoke("ncloud-security:wsc:getReport", { instanceNo: "seven" }));
    expect(message).toMatch(/instanceNo: must be the number of a job.* \(given: "seven"\)/);
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "seven" };
    const hidden = await failure(invoke("ncloud-security:wsc:getReport", { instanceNo: secret }));
    expect(hidden.message).toContain("(given: a secret value)");
  });
});
