import { createRequire } from "node:module";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Emulator, startEmulator } from "../../emulator";
import { version } from "../../package.json";
import type { ResourceName } from "../../provider/names";
import { definitions } from "../../provider/resources/definitions";
import type { Properties } from "../../provider/resources/kit/lifecycle";
import { Host, type HostError, secretMark, urnOf } from "../support/host";
import { failure, unknown } from "../support/world";

const load = createRequire(__filename);
const messages = load("@pulumi/pulumi/proto/provider_pb");
const { Empty } = load("google-protobuf/google/protobuf/empty_pb");
const { Struct } = load("google-protobuf/google/protobuf/struct_pb");

const startUrl = "https://shop.example.com/";

const secret = (value: unknown) => ({ [secretMark]: "1b47061264138c4ac30d75fd1eb44270", value });

let emulator: Emulator;
let host: Host;

beforeEach(async () => {
  emulator = await startEmulator({ pace: "manual" });
  host = await Host.start("plugin");
  await host.configure(settings());
});
afterEach(async () => {
  await host.stop();
  await emulator.close();
});

const settings = () => ({ ...emulator.credentials, endpoint: emulator.url });

/** A request about a resource; its properties by the names of the setters. */
function about(resource: ResourceName, message: string, properties: Readonly<Record<string, Properties>>) {
  const request = new messages[message]().setUrn(urnOf(resource));
  request.setId?.("7");
  for (const [name, values] of Object.entries(properties))
    request[`set${name}`](Struct.fromJavaScript(values));
  return request;
}

const create = async (args: Properties = { startUrl }) => {
  const { inputs } = await host.check("ScanJob", args);
  return { inputs, ...(await host.create("ScanJob", inputs)) };
};

describe("the plugin", () => {
  it("tells its version, alone and in its schema", async () => {
    const info = await host.call("getPluginInfo", new Empty());
    const schema = await host.call("getSchema", new messages.GetSchemaRequest());
    expect(info.getVersion()).toBe(version);
    expect(JSON.parse(schema.getSchema())).toMatchObject({ name: "ncloud-security", version });
  });

  it("tells in one line of a resource that there is not", async () => {
    const request = new messages.CheckRequest().setUrn("urn:pulumi:a::b::ncloud-security:wsc:Scan::x");
    const { message } = await failure(host.call("check", request));
    expect(message).toContain("there is no resource ncloud-security:wsc:Scan: the resources are ");
    expect(message).toContain("ncloud-security:wsc:ScanJob");
  });

  it("shows lines under the resource that they are about, before the engine has its answer", async () => {
    const alerts = { filter: "hash", notificationType: "MAL" };
    const { inputs } = await host.check("NotificationConfig", alerts);
    await host.create("NotificationConfig", inputs);
    const line = "File Safer hash filter: notificationType was OFF, is now MAL";
    expect(host.lines).toEqual([{ message: line, urn: urnOf("NotificationConfig"), isStatus: false }]);
  });
});

describe("a preview of the plugin", () => {
  it("knows what the program gives, and that the rest is not known yet", async () => {
    const { inputs } = await host.check("ScanJob", { startUrl, speed: "fast" });
    const request = about("ScanJob", "CreateRequest", { Properties: inputs }).setPreview(true);
    const properties = (await host.call("create", request)).getProperties().toJavaScript();
    expect(properties).toMatchObject({ startUrl, speed: "fast", waitFor: "submitted", instanceNo: unknown });
    for (const name of Object.keys(definitions.ScanJob.computed)) expect(properties[name]).toBe(unknown);
    expect(emulator.requests()).toEqual([]);
  });

  it("of an update changes nothing either", async () => {
    const { inputs, outputs } = await create();
    emulator.clearRequests();
    const news = { ...inputs, triggers: { release: "2" } };
    const request = about("ScanJob", "UpdateRequest", { Olds: outputs, News: news }).setPreview(true);
    const properties = (await host.call("update", request)).getProperties().toJavaScript();
    expect(properties).toMatchObject({ startUrl, triggers: { release: "2" }, instanceNo: unknown });
    expect(emulator.requests()).toEqual([]);
  });
});

describe("a diff of the plugin", () => {
  const diff = async (change: Properties) => {
    const { inputs, outputs } = await create({ startUrl, memo: "nightly" });
    const news = Object.entries({ ...inputs, ...change }).filter(([, value]) => value !== undefined);
    const request = about("ScanJob", "DiffRequest", { Olds: outputs, News: Object.fromEntries(news) });
    const { detaileddiffMap, replacesList, diffsList } = (await host.call("diff", request)).toObject();
    return { details: Object.fromEntries(detaileddiffMap), replacesList, diffsList };
  };
  const { ADD, DELETE, UPDATE, UPDATE_REPLACE } = messages.PropertyDiff.Kind;

  it("tells of each argument what becomes of it", async () => {
    const { details, replacesList, diffsList } = await diff({
      startUrl: "https://blog.example.com/",
      speed: "fast",
      memo: undefined,
      triggers: { release: "2" },
    });
    expect(details).toEqual({
      startUrl: { kind: UPDATE_REPLACE, inputdiff: true },
      speed: { kind: ADD, inputdiff: true },
      memo: { kind: DELETE, inputdiff: true },
      triggers: { kind: ADD, inputdiff: true },
    });
    expect(replacesList).toEqual(["startUrl"]);
    expect(diffsList.sort()).toEqual(Object.keys(details).sort());
  });

  it("tells an outcome that is asked for anew from an argument", async () => {
    const { details } = await diff({ waitFor: "completed" });
    expect(details).toMatchObject({
      waitFor: { kind: ADD, inputdiff: true },
    });
    const { inputs, outputs } = await create();
    const recorded = { ...outputs, waitFor: "completed" };
    const request = about("ScanJob", "DiffRequest", {
      Olds: recorded,
      News: { ...inputs, waitFor: "completed" },
    });
    const judged = Object.fromEntries((await host.call("diff", request)).toObject().detaileddiffMap);
    expect(judged).toEqual({ state: { kind: UPDATE, inputdiff: false } });
  });
});

describe("secrets in the plugin", () => {
  const isMarked = (value: unknown) => typeof value === "object" && value !== null && secretMark in value;

  const checkScan = async (args: Properties) => {
    const response = await host.call("check", about("ScanJob", "CheckRequest", { News: args }));
    return { inputs: response.getInputs().toJavaScript(), failures: response.toObject().failuresList };
  };

  it("are marked where they always are, and where the program says so", async () => {
    const { inputs } = await checkScan({
      startUrl,
      headers: { Cookie: "c" },
      memo: secret("nightly"),
      triggers: { token: secret("t") },
      speed: secret("normal"),
      rescan: "auto",
    });
    const request = about("ScanJob", "CreateRequest", { Properties: inputs });
    const outputs = (await host.call("create", request)).getProperties().toJavaScript();
    for (const properties of [inputs, outputs]) {
      const names = Object.keys(properties).filter((name) => isMarked(properties[name]));
      expect(names.sort()).toEqual(["headers", "memo", "speed", "triggers"]);
    }
    const read = about("ScanJob", "ReadRequest", { Inputs: inputs, Properties: outputs });
    const found = (await host.call("read", read.setId(String(outputs.instanceNo)))).getProperties();
    expect(isMarked(found.toJavaScript().memo)).toBe(true);
  });

  it("are not shown where they are wrong", async () => {
    const { failures } = await checkScan({ startUrl: secret("ftp://user:pass@example.com") });
    expect(failures).toHaveLength(1);
    expect(failures[0].property).toBe("");
    expect(JSON.stringify(failures)).not.toContain("pass");
  });

  it("are marked in the settings, and no other setting is", async () => {
    const news = { ...settings(), apiKey: "key" };
    const response = await host.call(
      "checkConfig",
      new messages.CheckRequest().setNews(Struct.fromJavaScript(news)),
    );
    const inputs = response.getInputs().toJavaScript();
    expect(Object.keys(inputs).filter((name) => isMarked(inputs[name]))).toEqual(["apiKey", "secretKey"]);
  });
});

describe("the settings of the plugin", () => {
  const check = async (news: Properties) => {
    const request = new messages.CheckRequest().setNews(Struct.fromJavaScript(news));
    const response = await host.call("checkConfig", request);
    return { inputs: response.getInputs().toJavaScript(), failures: response.toObject().failuresList };
  };

  it("are refused where one is misspelt, naming those that there are", async () => {
    const { failures } = await check({ ...settings(), acessKey: "AK" });
    expect(failures).toEqual([
      {
        property: "",
        reason: expect.stringMatching(
          /^the configuration has no argument acessKey: the arguments are accessKey, /,
        ),
      },
    ]);
  });

  it("lack the key that chooses the plugin, which is no setting of an account", async () => {
    const { inputs, failures } = await check({ ...settings(), plugin: "true" });
    expect([Object.keys(inputs), failures]).toEqual([["accessKey", "endpoint", "secretKey"], []]);
  });

  it("may still be named as a Provider of the dynamic shell names them", async () => {
    const entries = Object.entries(settings()).map(([key, value]) => [`ncloud-security:${key}`, value]);
    const named = Object.fromEntries(entries);
    expect((await check(named)).failures).toEqual([]);
    await host.call("configure", new messages.ConfigureRequest().setArgs(Struct.fromJavaScript(named)));
    expect(await host.read("NotificationConfig", "hash")).toMatchObject({ id: "hash" });
  });

  it("never replace anything by a change", async () => {
    const { accessKey, ...rest } = settings();
    const [olds, news] = [
      { ...rest, accessKey, version: "0.0.1" },
      { ...rest, endpoint: "https://ncp.example.com", apiKey: "key" },
    ];
    const request = new messages.DiffRequest()
      .setOlds(Struct.fromJavaScript(olds))
      .setNews(Struct.fromJavaScript(news));
    const { diffsList, replacesList, deletebeforereplace } = (
      await host.call("diffConfig", request)
    ).toObject();
    expect(diffsList.sort()).toEqual(["accessKey", "apiKey", "endpoint"]);
    expect([replacesList, deletebeforereplace]).toEqual([[], false]);
  });

  it("come with the version of the program's package, of which another one is told", async () => {
    await check({ ...settings(), version });
    expect(host.lines).toEqual([]);
    await check({ ...settings(), version: "9.9.9" });
    expect(host.lines.map(({ message }) => message)).toEqual([
      `ncloud-security: this plugin is version ${version}, and the program's package is 9.9.9: install both in one version`,
    ]);
  });
});

describe("a wait in the plugin", () => {
  const begin = async (args: Properties, timeout = 0) => {
    const { inputs } = await host.check("ScanJob", { startUrl, waitFor: "started", ...args });
    const request = about("ScanJob", "CreateRequest", { Properties: inputs }).setTimeout(timeout);
    return host.call("create", request).catch((error: HostError) => error);
  };

  it("ends at the engine's own time limit", async () => {
    const error = await begin({}, 1);
    expect(error.reasons[0]).toContain("waitFor asks for started");
  });

  it("ends when the user stops the run, and the job is in the state", async () => {
    const waiting = begin({ timeouts: { create: "1h" } });
    await vi.waitUntil(() => emulator.requests({ operation: "searchJobs" }).length >= 4, { timeout: 30_000 });
    await host.call("cancel", new Empty());
    const { properties, reasons } = await waiting;
    expect(reasons).toEqual(["stopped on request: the next `pulumi up` goes on from here"]);
    expect(properties).toMatchObject({ state: "waiting", instanceNo: expect.any(Number) });
  });

  it("shows how far the scan is in lines that take each other's place", async () => {
    await begin({ waitFor: "completed", timeouts: { create: "1s" } });
    expect(host.lines.map(({ isStatus, message }) => [isStatus, message])).toEqual([
      [true, expect.stringContaining("is waiting to begin")],
    ]);
  });

  it("is not even preceded by a scan after that", async () => {
    await host.call("cancel", new Empty());
    const { message } = await begin({});
    expect(message).toContain("stopped on request");
    expect(emulator.health().billed).toBe(0);
  });
});
