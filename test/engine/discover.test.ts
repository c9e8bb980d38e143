import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator";
import manifest from "../../package.json";
import { describeProject, Project } from "../support/project";
import { day } from "../support/time";

const run = promisify(execFile);
const script = resolve(manifest.bin["pulumi-ncloud-security"]);

const threshold = { notificationType: "MAL", referenceTime: 10, thresholdValue: 5 } as const;
const completed = 4;

/** Calls that change something at NCP. */
const changes = [
  "createJob",
  "cancelJob",
  "stopJob",
  "inputFile",
  "setNotiConfig",
  "setThresholdNotiConfig",
  "removeThresholdNotiConfig",
];

describe("a program that discover has written", () => {
  let emulator: Emulator;
  let project: Project;

  beforeEach(async () => {
    emulator = await startEmulator({ pace: "manual" });
    emulator.seed({
      notifications: { filefilter: "MAL" },
      thresholds: { filefilter: [threshold] },
      jobs: [
        { startUrl: "https://old.example.com/", statusCode: completed, at: Date.now() - 500 * day },
        { startUrl: "https://shop.example.com/cart", statusCode: completed },
        { startUrl: "https://Shop.example.com:443/", statusCode: completed },
        { startUrl: "https://shop.example.com/", statusCode: 3 },
        { startUrl: "https://api.example.com/?token=hidden", statusCode: completed },
        { startUrl: "https://failed.example.com/", statusCode: 5 },
      ],
    });
    project = await Project.open(emulator);
    await write("Pulumi.yaml", "name: discovered\nruntime: nodejs\n");
    await write("package.json", '{ "name": "discovered", "main": "index.ts" }\n');
  });
  afterEach(async () => {
    await project.close();
    await emulator.close();
  });

  const write = (file: string, text: string) => writeFile(join(project.folder, file), text);
  const discover = async (...args: string[]) =>
    (await run(process.execPath, [script, "discover", ...args], { cwd: project.folder, env: project.env }))
      .stdout;
  /** The calls since the last time that may have changed something. */
  const listChanges = () => {
    const made = emulator.requests().filter(({ operation }) => changes.includes(operation));
    emulator.clearRequests();
    return made.map(({ operation, fields }) => ({ operation, ...fields }));
  };

  /** The URL that may hold a secret is not written into a program. */
  const keepUrl = () =>
    project.succeed(
      "config",
      "set",
      "--secret",
      "startUrl1234567005",
      "https://api.example.com/?token=hidden",
    );

  it("goes on with what `pulumi import` has read for the plugin by the file beside it", async () => {
    await write("Pulumi.yaml", describeProject("discovered", "plugin"));
    await discover("--out", ".");
    await project.succeed("stack", "init");
    await keepUrl();
    const options = ["--file", "import.json", "--protect=false", "--generate-code=false"];
    expect(await project.succeed("import", "--yes", ...options)).toContain("6 imported");
    await project.succeed("up", "--yes");
    expect(listChanges()).toEqual([]);
    expect(emulator.health()).toMatchObject({ billed: 0, freeRescans: 0, jobs: { active: 1 } });
    await project.succeed("preview", "--expect-no-changes");
  });

  it("takes over what is there: no scan, no charge, no other setting, and no change in the next preview", async () => {
    await discover("--out", ".");
    await project.succeed("stack", "init");
    await keepUrl();
    expect(listChanges()).toEqual([]);

    expect(await project.succeed("up", "--yes")).toContain("7 created");
    expect(listChanges()).toEqual([
      expect.objectContaining({ operation: "setNotiConfig" }),
      expect.objectContaining({ operation: "setNotiConfig" }),
    ]);
    expect(emulator.health()).toMatchObject({ billed: 0, freeRescans: 0, jobs: { active: 1 } });
    // What would be written now is what was written: the settings are as they were.
    expect(await discover()).toBe(await project.read("index.ts"));

    await project.succeed("preview", "--expect-no-changes");
    await project.succeed("refresh", "--yes", "--expect-no-changes");
    await project.succeed("preview", "--expect-no-changes");
    expect(listChanges()).toEqual([]);

    await project.succeed("destroy", "--yes");
    const operations = new Set(listChanges().map(({ operation }) => operation));
    expect(operations).toEqual(new Set(["setNotiConfig", "removeThresholdNotiConfig"]));
    expect(emulator.health()).toMatchObject({ billed: 0, jobs: { active: 1 } });
  });
});
