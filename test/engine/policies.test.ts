import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as security from "../../sdk";
import { leaks } from "../security/search";
import { type EngineWorld, openEngine } from "../support/engine";
import { shellNames } from "../support/host";
import { makeExecutable } from "../support/policyPack";
import { failure } from "../support/world";

const { FileInspection, NotificationConfig } = security.filesafer;
const { ScanJob } = security.wsc;

const startUrl = "https://shop.example.com/";

/** One resource for each rule that it breaks. */
const careless = async () => {
  new ScanJob("scan", { startUrl, memo: "password: hunter2", maxAge: "90d" });
  new NotificationConfig("alerts", { filter: "hash", notificationType: "OFF" });
  new FileInspection("artefact", { source: __filename, allow: "any" });
};

const careful = async () => {
  new ScanJob("scan", { startUrl, maxAge: "30d", gate: { high: 0 } });
  new NotificationConfig("hash", { filter: "hash", notificationType: "MAL" });
  new NotificationConfig("file", { filter: "file", notificationType: "MAL" });
  new FileInspection("artefact", { source: __filename });
};

const secrets = { cookie: "canary-Policy-Cookie-4f1", password: "canary-Policy-Password-9c2" };

/** What every rule with a remedy sets right, beside values that are secret. */
const mended = async () => {
  const triggers = pulumi.secret({ release: secrets.password });
  new ScanJob("scan", { startUrl, headers: { Cookie: secrets.cookie }, triggers, gate: { high: 0 } });
  new FileInspection("artefact", { source: __filename, archivePassword: secrets.password, allow: "any" });
};

describe.each(shellNames)("the policy pack, with resources of the shell %s", (shell) => {
  let world: EngineWorld;
  let folder: string;
  let pack: string;
  beforeEach(async () => {
    world = await openEngine({ pace: "instant" });
    world.emulator.seed({ findings: { [startUrl]: { high: 0, medium: 0, low: 0 } } });
    await world.choose(shell);
    folder = await mkdtemp(join(tmpdir(), "ncloud-security-policies-"));
    pack = await makeExecutable(resolve("policies"), folder);
  });
  afterEach(async () => {
    await world.close();
    await rm(folder, { recursive: true });
  });

  const configure = async (config: object) => {
    const file = join(folder, "config.json");
    await writeFile(file, JSON.stringify(config));
    return { policyPacks: [pack], policyPackConfigs: [file] };
  };

  it("stops a preview by every rule that is broken, and an update before it does anything", async () => {
    await failure(world.preview(careless, { policyPacks: [pack] }));
    const said = world.output.join("");
    for (const problem of [
      "it has no gate that limits findings",
      "its maxAge is more than 30d",
      'memo has a value for "password"',
      "its notificationType is OFF",
      'its allow is "any"',
    ])
      expect(said).toContain(problem);
    await failure(world.up(careless, { policyPacks: [pack] }));
    expect(world.emulator.requests()).toEqual([]);
  });

  it("lets a careful program pass, and advises of the filter that it leaves out", async () => {
    expect(await world.up(careful, { policyPacks: [pack] })).toMatchObject({ create: 5 });
    expect(world.output.join("")).not.toMatch(/\[(mandatory|advisory)\]/);
    const half = async () => void new NotificationConfig("hash", { filter: "hash", notificationType: "MAL" });
    await world.preview(half, { policyPacks: [pack] });
    expect(world.output.join("")).toContain("there is no NotificationConfig for the file filter beside it");
  });

  it("takes levels and limits from its configuration, and refuses what it cannot read", async () => {
    const config = {
      "scan-gate": "advisory",
      "scan-max-age": { atMost: "90d" },
      "plain-secrets": { enforcementLevel: "mandatory", except: ["password"] },
      "notifications-on": { enforcementLevel: "disabled" },
      "clean-files": { enforcementLevel: "advisory" },
    };
    await world.preview(careless, await configure(config));
    const said = world.output.join("");
    expect(said).toContain("it has no gate that limits findings");
    expect(said).toContain('its allow is "any"');
    expect(said).not.toMatch(/its maxAge|memo has|notificationType is OFF/);
    await failure(world.preview(careless, await configure({ "scan-max-age": { atMost: "a month" } })));
    expect(world.output.join("")).toMatch(/scan-max-age: atMost: Does not match pattern/);
  });

  it("sets right what it is told to, and uncovers no secret beside it", async () => {
    const policing = await configure({
      "scan-max-age": "remediate",
      "clean-files": "remediate",
      "both-filters": "disabled",
    });
    expect(await world.up(mended, policing)).toMatchObject({ create: 3 });
    expect(await world.preview(mended, { ...policing, diff: true })).toEqual({ same: 3 });
    const { scan, artefact } = await world.resources();
    expect(scan?.inputs).toMatchObject({ maxAge: "30d" });
    expect(artefact?.inputs).toMatchObject({ allow: "clean" });
    const places = new Map([
      ["the output", world.output.join("")],
      ["the state", await world.stateFile()],
    ]);
    expect(leaks(places, secrets)).toEqual([]);
  });
});
