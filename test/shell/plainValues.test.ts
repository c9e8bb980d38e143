import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as security from "../../sdk";
import { toPlain } from "../../sdk/plainValues";
import { setEngine } from "../support/monitor";
import { settle, unknownOutput } from "../support/outputs";

const moment = new Date("2026-10-01T00:00:00Z");
const iso = "2026-10-01T00:00:00.000Z";

let registered: Record<string, pulumi.runtime.MockResourceArgs>;

beforeEach(async () => {
  registered = {};
  const newResource = (args: pulumi.runtime.MockResourceArgs) => {
    registered[args.name] = args;
    return { id: `${args.name}-id`, state: args.inputs };
  };
  await setEngine(newResource, "shop");
});

afterEach(() => pulumi.runtime.disconnect());

type Triggers = security.wsc.ScanJobArgs["triggers"];

const startUrl = "https://shop.example.com/";
const declared = {
  ScanJob: (triggers: Triggers) => new security.wsc.ScanJob("shop", { startUrl, triggers }),
  FileInspection: (triggers: Triggers) =>
    new security.filesafer.FileInspection("shop", { source: "app.zip", triggers }),
};

/** The triggers as the provider process gets them. */
async function sent(triggers: Triggers): Promise<unknown> {
  await settle(declared.ScanJob(triggers).urn);
  return registered.shop?.inputs.triggers;
}

/** What an Output or a Promise yields, without Pulumi's copying it. */
const yielding = (value: unknown) => pulumi.output(0).apply(() => value);

class Build {
  readonly #at = moment;
  get at() {
    return this.#at;
  }
}

class Component extends pulumi.ComponentResource {
  constructor() {
    super("test:index:Component", "component");
  }
}

const lost: readonly [string, unknown][] = [
  ["is a Map: give its entries as an array or object", new Map([["at", 1]])],
  ["is a Set: give its values as an array", new Set([1])],
  ["is an invalid Date: give a valid one", new Date(Number.NaN)],
  ["is a URL: give its href", new URL("https://shop.example.com/")],
  ["is a RegExp: give its text", /release/],
  ["is an Error: give its message", new TypeError("no build")],
  ["is binary data: give its hash, or base64 text", Buffer.from("build")],
  ["is binary data: give its hash, or base64 text", new Float64Array([1])],
  ["is binary data: give its hash, or base64 text", new ArrayBuffer(1)],
  ["is a function: give what it answers", () => "build"],
  ["is a symbol: give its description", Symbol("build")],
  ["is a bigint: give it as text", 1n],
  ["is no finite number: give one, or text", Number.NaN],
  ["is no finite number: give one, or text", Number.POSITIVE_INFINITY],
  ["is an instance of a class: give text or a plain object", new Build()],
];

describe("triggers that Pulumi would lose", () => {
  it.each(lost)("are refused with their path and the remedy: it %s", (problem, value) => {
    for (const [resource, declare] of Object.entries(declared)) {
      expect(() => declare({ build: { at: value } })).toThrow(
        new pulumi.RunError(`${resource} "shop": triggers.build.at ${problem}`),
      );
      expect(() => declare({ builds: ["one", value] })).toThrow(`triggers.builds[1] ${problem}`);
    }
    expect(registered).toEqual({});
  });

  it.each(lost)(
    "are told to the provider where only an Output or a Promise yields them: %o",
    async (problem, value) => {
      const told = { "ncloud-security:problem": problem };
      expect(await sent({ build: { at: yielding(value) } })).toEqual({ build: { at: told } });
      expect(await sent({ build: Promise.resolve({ at: [value] }) })).toEqual({ build: { at: [told] } });
      expect(await sent(Promise.resolve({ build: yielding({ at: Promise.resolve(value) }) }))).toEqual({
        build: { at: told },
      });
    },
  );

  it("are refused where Pulumi's copy of them in an Output is an empty object, as a true one is", async () => {
    const told = {
      "ncloud-security:problem": expect.stringContaining("comes out of an Output as an empty object"),
    };
    const given = { at: pulumi.output(moment), build: pulumi.output({ files: [new Map()], labels: {} }) };
    expect(await sent(given)).toEqual({ at: told, build: { files: [told], labels: told } });
    expect(await sent(pulumi.output({}))).toEqual(told);
  });

  it("are refused when they are a component, which is always the same", () => {
    const component = new Component();
    expect(() => declared.ScanJob({ component })).toThrow(
      "triggers.component is a component: give one of its outputs",
    );
  });

  it("are refused when they have no end", async () => {
    const build: Record<string, unknown> = { version: 1 };
    build.parts = [{ of: build }];
    expect(() => declared.ScanJob({ build })).toThrow(
      "triggers.build.parts[0].of is an object that it stands in",
    );
    build.parts = Promise.resolve([build]);
    const told = { "ncloud-security:problem": "is an object that it stands in: leave it out" };
    expect(await sent({ build })).toEqual({ build: { version: 1, parts: [told] } });
  });
});

describe("triggers arrive", () => {
  it("as they are when they are plain, at any depth", async () => {
    const part = { size: 1.5, ok: true, none: null, empty: {} };
    const triggers = {
      text: "",
      parts: [part, part, []],
      bare: Object.assign(Object.create(null), { a: 1 }),
    };
    expect(await sent({ ...triggers, left: undefined })).toEqual({ ...triggers, bare: { a: 1 } });
    expect(await sent(Promise.resolve(triggers))).toEqual({ ...triggers, bare: { a: 1 } });
  });

  it("with ISO text for a Date, as it is, in a Promise and in an Output", async () => {
    const dates = [
      moment,
      Promise.resolve(moment),
      yielding(moment),
      yielding({ at: Promise.resolve(moment) }),
    ];
    expect(await sent({ dates })).toEqual({ dates: [iso, iso, iso, { at: iso }] });
  });

  it("with assets and resources as Pulumi has them", async () => {
    const asset = new pulumi.asset.StringAsset("build");
    const archive = new pulumi.asset.FileArchive("build");
    const resource = new security.wsc.ScanJob("other", { startUrl });
    expect(toPlain("", "", asset)).toBe(asset);
    expect(toPlain("", "", archive)).toBe(archive);
    expect(toPlain("", "", resource)).toBe(resource);
    expect(await sent({ asset: pulumi.output(asset) })).toEqual({
      asset: expect.any(pulumi.asset.StringAsset),
    });
  });

  it("secret when a part of them is", async () => {
    const scan = declared.ScanJob({ build: { at: pulumi.secret(iso) } });
    expect(await settle(scan.triggers)).toMatchObject({ secret: true, value: { build: { at: iso } } });
    expect(registered.shop?.inputs.secretArguments).toEqual(["triggers"]);
  });

  it("unknown as long as an Output is, and with what it depends on", async () => {
    const resource = new security.wsc.ScanJob("other", { startUrl });
    const plain = toPlain("", "triggers", {
      id: resource.id,
      later: unknownOutput(),
      secret: pulumi.secret(1),
    });
    expect(await settle(pulumi.output(plain))).toMatchObject({
      known: false,
      secret: true,
      resources: ["other"],
    });
  });
});
