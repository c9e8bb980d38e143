import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../provider/resources/kit/lifecycle";
import { type AnyLifecycle, lifecycles } from "../../provider/resources/lifecycles";
import { openWorld, type World } from "../support/world";

const startUrl = "https://shop.example.com/";

/** Drives a resource as an engine does that imports it by its id, and then has a program for it. */
class ImportedResource {
  inputs: object = {};
  outputs: object = {};

  constructor(
    readonly world: World,
    readonly lifecycle: AnyLifecycle,
    readonly id: string,
  ) {}

  async import(): Promise<void> {
    const found = await this.lifecycle.read(this.world.newProcess(), this.id, { inputs: {}, outputs: {} });
    if (found === null) throw new Error(`there is no ${this.id}`);
    Object.assign(this, { inputs: found.inputs, outputs: found.outputs });
  }

  /** Answers the paths that change, and records the update that follows from them. */
  async up(args: Properties): Promise<string[]> {
    const ctx = this.world.newProcess();
    const { inputs, failures } = await this.lifecycle.check(ctx, { ...this.inputs }, args);
    expect(failures).toEqual([]);
    const { changes } = await this.lifecycle.diff(ctx, this.id, this.outputs, inputs);
    const replaced = changes.find(({ replace }) => replace);
    if (replaced !== undefined) return [`replace ${replaced.path}`];
    if (changes.length === 0) return [];
    const { outputs } = await this.lifecycle.update(ctx, this.id, this.outputs, inputs);
    Object.assign(this, { inputs, outputs });
    return changes.map(({ path }) => path);
  }
}

let world: World;
let folder: string;
beforeEach(async () => {
  world = await openWorld({ pace: "instant" });
  folder = await mkdtemp(join(tmpdir(), "ncloud-security-import-"));
});
afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

describe("an imported scan", () => {
  const importScan = async () => {
    const [job = 0] = world.emulator.seed({ jobs: [{ startUrl, statusCode: 4 }] }).jobs;
    const scan = new ImportedResource(world, lifecycles.ScanJob, String(job));
    await scan.import();
    return scan;
  };

  it.each<Properties>([
    {},
    { triggers: { release: "1" } },
    { userAgent: "iPhone" },
    { excludeUrls: [`${startUrl}logout`], vulnerabilityItems: ["XSS"] },
    { headers: { Cookie: "c" }, speed: "fast", memo: "of the night" },
    { maxAge: "1s", rerunOnFailure: true },
    { waitFor: "completed" },
  ])("records what the program gives, and scans nothing, with %j", async (more) => {
    const scan = await importScan();
    expect(await scan.up({ startUrl, ...more })).toContain("imported");
    expect(world.calls("createJob")).toEqual([]);
    expect(world.lines.filter((line) => line.includes("will run again"))).toEqual([]);
    const { maxAge: _, ...lasting } = more;
    expect(await scan.up({ startUrl, ...lasting })).not.toContain("imported");
    expect(world.calls("createJob")).toEqual([]);
  });

  it("runs again for later reasons", async () => {
    const scan = await importScan();
    await scan.up({ startUrl, triggers: { release: "1" } });
    expect(await scan.up({ startUrl, triggers: { release: "2" } })).toEqual(["triggers"]);
    expect(world.calls("createJob")).toHaveLength(1);
    expect(await scan.up({ startUrl, triggers: { release: "2" } })).toEqual([]);
  });

  it("stays imported through a refresh, until an update has recorded the program", async () => {
    const scan = await importScan();
    const stored = { inputs: scan.inputs, outputs: scan.outputs };
    const found = await lifecycles.ScanJob.read(world.newProcess(), scan.id, stored);
    Object.assign(scan, found);
    expect(await scan.up({ startUrl, triggers: { release: "1" } })).toContain("imported");
    expect(world.calls("createJob")).toEqual([]);
  });

  it("stays imported when its finished job is not listed any more", async () => {
    const scan = await importScan();
    world.emulator.removeJob(Number(scan.id));
    const stored = { inputs: scan.inputs, outputs: scan.outputs };
    Object.assign(scan, await lifecycles.ScanJob.read(world.newProcess(), scan.id, stored));
    expect(await scan.up({ startUrl, userAgent: "iPhone" })).toContain("imported");
    expect(world.calls("createJob")).toEqual([]);
  });

  it("is replaced where the program names another site, which NCP tells", async () => {
    const scan = await importScan();
    expect(await scan.up({ startUrl: "https://other.example.com/" })).toEqual(["replace startUrl"]);
  });
});

describe("an imported inspection", () => {
  const content = "an artefact";

  const importInspection = async () => {
    const source = join(folder, "artefact");
    await writeFile(source, content);
    const ctx = world.newProcess();
    const { inputs } = await lifecycles.FileInspection.check(ctx, {}, { source });
    const { id } = await lifecycles.FileInspection.create(ctx, inputs);
    const inspection = new ImportedResource(world, lifecycles.FileInspection, id);
    await inspection.import();
    return { inspection, source };
  };

  it.each<Properties>([{}, { triggers: { build: 1 } }, { allow: "any", archivePassword: "p" }])(
    "records what the program gives, and uploads nothing, with %j",
    async (more) => {
      const { inspection, source } = await importInspection();
      expect(await inspection.up({ source, ...more })).toContain("imported");
      expect(await inspection.up({ source, ...more })).toEqual([]);
      expect(world.calls("inputFile")).toHaveLength(1);
      expect(await inspection.up({ source, ...more, triggers: { build: 2 } })).toEqual(["triggers"]);
      expect(world.calls("inputFile")).toHaveLength(2);
    },
  );

  it("passes check with the hash that stands for its file", async () => {
    const { inspection } = await importInspection();
    const stored = { ...inspection.inputs };
    const { inputs, failures } = await lifecycles.FileInspection.check(world.ctx, stored, { ...stored });
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ source: inspection.id, sha1: inspection.id });
  });

  it("is recorded without a file, as a program that pulumi import writes has it, until one is named", async () => {
    const { inspection, source } = await importInspection();
    expect(await inspection.up({ source: inspection.id })).toEqual(["imported"]);
    expect(await inspection.up({ source: inspection.id })).toEqual([]);
    await expect(inspection.up({ source: inspection.id, triggers: { build: 1 } })).rejects.toThrow(
      "name the file",
    );
    expect(await inspection.up({ source })).toEqual(["replace sha256"]);
    expect(world.calls("inputFile")).toHaveLength(1);
  });

  it("is replaced by another content", async () => {
    const { inspection, source } = await importInspection();
    await writeFile(source, "another");
    expect(await inspection.up({ source })).toEqual(["replace sha1"]);
  });
});

describe("an imported setting", () => {
  it.each([
    ["NotificationConfig", { filter: "hash", notificationType: "MAL" }],
    [
      "ThresholdNotificationConfig",
      { filter: "file", thresholds: [{ notificationType: "MAL", referenceTime: 5, thresholdValue: 1 }] },
    ],
  ] as const)("a %s needs no change where the program says what is set", async (name, args) => {
    const ctx = world.newProcess();
    const { inputs } = await lifecycles[name].check(ctx, {}, { ...args });
    const { id } = await lifecycles[name].create(ctx, inputs);
    const setting = new ImportedResource(world, lifecycles[name], id);
    await setting.import();
    const before = world.calls().length;
    expect(await setting.up({ ...args })).toEqual([]);
    expect(world.calls().slice(before)).not.toContain("setNotiConfig");
  });
});
