import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { definitions, problemKey } from "../../provider/resources/definitions";
import * as security from "../../sdk";
import { toPath } from "../../sdk/filesafer/source";
import { requireRuntime } from "../../sdk/runtimeCheck";
import { setEngine } from "../support/monitor";
import { settle } from "../support/outputs";

describe("a program under Pulumi's mocks", () => {
  const registered: pulumi.runtime.MockResourceArgs[] = [];

  beforeAll(async () => {
    await pulumi.runtime.setMocks(
      {
        newResource(args) {
          registered.push(args);
          return { id: "7", state: { ...args.inputs, instanceNo: 7 } };
        },
        call: () => ({}),
      },
      "shop",
      "test",
    );
  });

  it("creates its resources without an engine, an organization or a network", async () => {
    const scan = new security.wsc.ScanJob("shop", {
      startUrl: "https://shop.example.com/",
      headers: { Cookie: "c" },
      memo: pulumi.secret("of the night"),
      // A type refuses it, a program without types may give it.
      ...Object({ maxAge: pulumi.secret(undefined) }),
    });
    const instanceNo = await new Promise((resolve) => scan.instanceNo.apply(resolve));
    expect(instanceNo).toBe(7);
    const [{ type, inputs } = { type: "", inputs: {} }] = registered;
    expect(type).toBe("pulumi-nodejs:dynamic/ncloud-security/wsc:ScanJob");
    expect(inputs.owner).toBe("organization/test::shop::::shop");
    expect(inputs.secretArguments).toEqual(["memo"]);
    expect(await pulumi.isSecret(scan.headers)).toBe(true);
  });

  it("names what it has made secret, and what it names as secret outputs", async () => {
    const startUrl = "https://shop.example.com/";
    const scan = new security.wsc.ScanJob(
      "named",
      { startUrl, memo: "m" },
      { additionalSecretOutputs: ["memo"] },
    );
    await new Promise((resolve) => scan.urn.apply(resolve));
    expect(registered.find(({ name }) => name === "named")?.inputs.secretArguments).toEqual(["memo"]);
  });

  it("has every argument and output as a property, given or not", () => {
    const scan = new security.wsc.ScanJob("other", { startUrl: "https://shop.example.com/" });
    for (const name of ["memo", "gate", "state", "riskCounts", "resultAction"] as const) {
      expect(pulumi.Output.isInstance(scan[name]), name).toBe(true);
    }
  });

  it("has no property that only the provider process reads, but for the text and the owner", () => {
    const scan = new security.wsc.ScanJob("bare", { startUrl: "https://shop.example.com/" });
    const { arguments: given, computed } = definitions.ScanJob;
    const read = Object.entries<string | undefined>(computed).flatMap(([name, text]) => (text ? [name] : []));
    const outputs = Object.entries(scan).filter(([, value]) => pulumi.Output.isInstance(value));
    expect(outputs.map(([name]) => name).sort()).toEqual(
      [...Object.keys(given), ...read, "id", "urn", "owner", "__provider"].sort(),
    );
  });

  it("has each resource recorded with the line that makes it", async () => {
    const { wsc, filesafer } = security;
    const register = vi.spyOn(Object(pulumi.runtime.getMonitor()), "registerResource");
    // Pulumi reads the places of functions that have a name.
    const make = () => [
      new wsc.ScanJob("line-1", { startUrl: "https://shop.example.com/" }),
      new filesafer.NotificationConfig("line-2", { filter: "hash", notificationType: "MAL" }),
      new filesafer.ThresholdNotificationConfig("line-3", { filter: "hash", thresholds: [] }),
      new filesafer.FileInspection("line-4", { source: "app.zip" }),
    ];
    await Promise.all(make().map(({ urn }) => new Promise((resolve) => urn.apply(resolve))));
    const requests = register.mock.calls.map(([request]) => Object(request));
    register.mockRestore();
    const own = requests.filter((request) => request.getName().startsWith("line-"));
    const places = own.map((request) => request.getSourceposition().getUri());
    expect(places).toEqual(Array(4).fill(expect.stringMatching(/programs\.test\.ts$/)));
  });

  it("takes the path of a file asset", async () => {
    const source = new pulumi.asset.FileAsset("build/app.zip");
    const artefact = new security.filesafer.FileInspection("artefact", { source });
    expect(await new Promise((resolve) => artefact.source.apply(resolve))).toBe("build/app.zip");
  });

  it.each([
    ["StringAsset", new pulumi.asset.StringAsset("text")],
    ["RemoteAsset", new pulumi.asset.RemoteAsset("https://example.com/app.zip")],
    ["FileArchive", new pulumi.asset.FileArchive("build")],
    ["AssetArchive", new pulumi.asset.AssetArchive({})],
  ])("is told that a %s is no file", (kind, asset) => {
    const source = asset as pulumi.asset.FileAsset;
    expect(() => new security.filesafer.FileInspection("artefact", { source })).toThrow(
      `FileInspection "artefact": source is ${/^[AE]/.test(kind) ? "an" : "a"} ${kind}: give the path of a file, or a FileAsset of it`,
    );
  });

  it("tells the provider of a source whose changes it ignores", async () => {
    const ignored = { ignoreChanges: ["source"] };
    const one = new security.filesafer.FileInspection("one", { source: "app.zip" }, ignored);
    const other = new security.filesafer.FileInspection("other", { source: "app.zip" });
    await Promise.all([one, other].map(({ urn }) => new Promise((resolve) => urn.apply(resolve))));
    const told = Object.fromEntries(registered.map(({ name, inputs }) => [name, inputs.ignoresSource]));
    expect(told).toMatchObject({ one: true, other: undefined });
  });

  it("has Pulumi's customTimeouts as the default of timeouts, and is told where nothing waits", async () => {
    const customTimeouts = { create: "3h", delete: "20m" };
    const startUrl = "https://shop.example.com/";
    const { wsc, filesafer } = security;
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const plain = new wsc.ScanJob("plain", { startUrl }, { customTimeouts });
    const own = new wsc.ScanJob("own", { startUrl, timeouts: { create: "1h" } }, { customTimeouts });
    const empty = new wsc.ScanJob("empty", { startUrl, timeouts: null as never }, { customTimeouts });
    const file = new filesafer.FileInspection("waiting", { source: "app.zip" }, { customTimeouts });
    new filesafer.NotificationConfig(
      "alerts",
      { filter: "hash", notificationType: "MAL" },
      { customTimeouts },
    );
    const timeouts = (resource: { timeouts: pulumi.Output<unknown> }) =>
      new Promise((resolve) => resource.timeouts.apply(resolve));
    expect(await timeouts(plain)).toEqual({ create: "3h", delete: "20m" });
    expect(await timeouts(empty)).toEqual({ create: "3h", delete: "20m" });
    expect(await timeouts(own)).toEqual({ create: "1h", delete: "20m" });
    expect(await timeouts(file)).toEqual({ create: "3h" });
    new wsc.ScanJob("none", { startUrl }, { customTimeouts: {} });
    expect(warn.mock.calls).toEqual([
      [expect.stringContaining('FileInspection "waiting": customTimeouts.delete has no effect')],
      [
        expect.stringContaining(
          'NotificationConfig "alerts": customTimeouts.create and customTimeouts.delete has no effect',
        ),
      ],
    ]);
    warn.mockRestore();
  });

  it("is told of an argument that a Provider does not have", () => {
    const args: object = { accesKey: "misspelt" };
    expect(() => new security.Provider("kr", args)).toThrow(
      'Provider "kr" has no argument accesKey: the arguments are accessKey, secretKey,',
    );
  });
});

describe("a program under the engine", () => {
  it("has the same words travel to the provider where the asset comes out of an Output", async () => {
    await setEngine(() => ({ id: "7", state: {} }), "shop");
    const source = toPath("FileInspection", pulumi.output(new pulumi.asset.StringAsset("text")));
    expect((await settle(source as pulumi.Output<unknown>)).value).toEqual({
      [problemKey]: "is a StringAsset: give the path of a file, or a FileAsset of it",
    });
  });
});

describe("the runtime", () => {
  it("is found from this project", () => {
    expect(() => requireRuntime(process.cwd())).not.toThrow();
  });

  it("that the engine would not find is an error that says what to do", async () => {
    const folder = await mkdtemp(join(tmpdir(), "ncloud-security-elsewhere-"));
    expect(() => requireRuntime(folder)).toThrow(
      `pulumi-ncloud-security is not found from ${folder}, where the Pulumi engine will look for it. ` +
        "Add pulumi-ncloud-security to the dependencies of this project and install them",
    );
    await rm(folder, { recursive: true });
  });
});

describe("bun", () => {
  it("is refused in one line, before a call could fail in its middle", () => {
    const program = `
      Object.defineProperty(process, "versions", { value: { ...process.versions, bun: "1.4.5" } });
      try { require("pulumi-ncloud-security"); } catch (error) { console.log(error.message); }
    `;
    const { stdout } = spawnSync(process.execPath, ["-e", program], { encoding: "utf8" });
    expect(stdout).toBe(
      "pulumi-ncloud-security runs on Node.js and not on bun: say `runtime: nodejs` in Pulumi.yaml; as a package manager bun is fine\n",
    );
  });
});
