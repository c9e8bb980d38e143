import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as security from "../../sdk";
import { settle } from "../support/outputs";

const startUrl = "https://shop.example.com/";

describe("a program", () => {
  const registered: pulumi.runtime.MockResourceArgs[] = [];

  beforeEach(async () => {
    registered.length = 0;
    await pulumi.runtime.setMocks(
      {
        newResource(args) {
          registered.push(args);
          return { id: "7", state: args.inputs };
        },
        call: () => ({}),
      },
      "shop",
      "test",
    );
  });
  afterEach(() => pulumi.runtime.setAllConfig({}));

  const choose = (plugin: string) => pulumi.runtime.setConfig("ncloud-security:plugin", plugin);

  /** What is registered of the program's one resource, once it is. */
  const register = async (resource: pulumi.Resource) => {
    await settle(resource.urn);
    const [found] = registered;
    if (found === undefined) throw new Error("nothing was registered");
    return found;
  };

  it.each([
    ["true", "ncloud-security:wsc:ScanJob"],
    ["false", "pulumi-nodejs:dynamic/ncloud-security/wsc:ScanJob"],
  ])("whose stack says plugin: %s has its resources of type %s", async (plugin, expected) => {
    choose(plugin);
    const { type } = await register(new security.wsc.ScanJob("shop", { startUrl }));
    expect(type).toBe(expected);
  });

  it("is told what the key may be", () => {
    choose("yes");
    expect(() => new security.wsc.ScanJob("shop", { startUrl })).toThrow(
      "Configuration 'ncloud-security:plugin' value 'yes' is not a valid boolean",
    );
  });

  it("sends the plugin nothing that is the dynamic provider's, and the same owner", async () => {
    choose("true");
    const { inputs } = await register(new security.wsc.ScanJob("shop", { startUrl, memo: "m" }));
    expect(
      Object.keys(inputs)
        .filter((name) => inputs[name] !== undefined)
        .sort(),
    ).toEqual(["memo", "owner", "startUrl"]);
    expect(inputs.owner).toBe("organization/test::shop::::shop");
  });

  it("makes secret for the plugin what it names as a secret output", async () => {
    choose("true");
    const options = { additionalSecretOutputs: ["memo", "state"] };
    const scan = new security.wsc.ScanJob("shop", { startUrl, memo: "m" }, options);
    await register(scan);
    expect(await pulumi.isSecret(scan.memo)).toBe(true);
  });

  it("may import with the plugin, and is told of it without", async () => {
    const make = () => new security.wsc.ScanJob("shop", { startUrl }, { import: "7" });
    expect(make).toThrow("With the plugin of this package it can be imported: see docs/plugin.md");
    choose("true");
    expect((await register(make())).id).toBe("7");
  });

  it.each([
    ["true", "pulumi:providers:ncloud-security", "site"],
    ["false", "pulumi:providers:pulumi-nodejs", "ncloud-security:site"],
  ])("whose stack says plugin: %s has Providers of type %s", async (plugin, expected, setting) => {
    choose(plugin);
    const { type, inputs } = await register(new security.Provider("shop", { site: "gov" }));
    expect([type, inputs[setting]]).toEqual([expected, "gov"]);
  });
});

describe("a program that has chosen the plugin", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "ncloud-security-choice-"));
    await mkdir(join(folder, "src"));
    await write("Pulumi.yaml", "name: shop\nruntime: nodejs\nconfig:\n  ncloud-security:plugin: true\n");
    // Whatever has been found stays found.
    vi.resetModules();
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = (path: string, text: string) => writeFile(join(folder, path), text);

  const requirePlugin = async (more: NodeJS.ProcessEnv = {}) => {
    const check = await import("../../sdk/pluginCheck.js");
    const env = { PULUMI_NODEJS_PROJECT: "shop", PULUMI_HOME: join(folder, "home"), ...more };
    return check.requirePlugin(env, join(folder, "src"));
  };

  it("without the plugin is told the lines that are missing, and where", async () => {
    const lines = "plugins:\n  providers: [{ name: ncloud-security, path: node_modules/.bin }]";
    await expect(requirePlugin()).rejects.toThrow(`add to ${join(folder, "Pulumi.yaml")}\n\n${lines}\n`);
    await write("Pulumi.yaml", `name: shop\nruntime: nodejs\n${lines}\n`);
    await requirePlugin();
  });

  it.each([
    ["on PATH", async () => ({ PATH: folder })],
    ["installed", async () => ({ PULUMI_HOME: folder })],
    ["started by hand", async () => ({ PULUMI_DEBUG_PROVIDERS: "ncloud-security:12345" })],
    ["in an inline program", async () => ({ PULUMI_NODEJS_PROJECT: undefined })],
  ])("is told nothing where it is %s", async (_, env) => {
    await write("pulumi-resource-ncloud-security", "");
    await mkdir(join(folder, "plugins/resource-ncloud-security-v0.1.0"), { recursive: true });
    await requirePlugin(await env());
  });

  it("is told nothing where no project is found", async () => {
    await rm(join(folder, "Pulumi.yaml"));
    await requirePlugin();
  });
});
