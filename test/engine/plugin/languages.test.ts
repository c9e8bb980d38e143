import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { type Emulator, startEmulator } from "../../../emulator";
import { Project } from "../../support/project";

const run = promisify(execFile);

const startUrl = "https://shop.example.com/";

/** A program of examples/, and how it says a browser that there is not. */
interface Program {
  readonly language: string;
  readonly file: string;
  readonly browser: string;
  readonly misspelt: string;
  /** By the provider, or before it by who runs the program. */
  readonly refusal: string;
}

const programs: readonly Program[] = [
  {
    language: "python",
    file: "__main__.py",
    browser: "wsc.UserAgent.PC_CHROME",
    misspelt: '"PC Crome"',
    refusal:
      'userAgent value {PC Crome} has a problem: must be one of "Android", "iPhone", "PC Chrome", "PC IE"',
  },
  {
    language: "yaml",
    file: "Pulumi.yaml",
    browser: "PC Chrome",
    misspelt: "PC Crome",
    refusal:
      'Allowed values are Android ("Android"), IPhone ("iPhone"), PCChrome ("PC Chrome"), PCIE ("PC IE")',
  },
];

/** What the program in examples/yaml makes. */
const sameInTypeScript = `
import * as security from "pulumi-ncloud-security";

new security.wsc.ScanJob("shop", {
  startUrl: "${startUrl}",
  userAgent: "PC Chrome",
  triggers: { release: "1.0.0" },
  gate: { high: 0 },
});
new security.filesafer.NotificationConfig("uploads", { filter: "file", notificationType: "MAL" });
`;

const languages = inject("languages");

// `npm test` says why, and in CI it fails.
describe.skipIf(languages === null)("the plugin in other languages", () => {
  let sdks: string;

  beforeAll(async () => {
    sdks = await mkdtemp(join(tmpdir(), "ncloud-security-sdks-"));
    await run(process.execPath, ["scripts/sdks.mts", sdks]);
    const how = ["--quiet", "--no-deps", "--no-build-isolation", "--target", join(sdks, "installed")];
    const env = { ...process.env, PYTHONPATH: languages?.packages };
    await run("python3", ["-m", "pip", "install", ...how, join(sdks, "python")], { env });
  }, 600_000);
  afterAll(() => rm(sdks, { recursive: true, force: true }));

  describe.each(programs)("a program in $language", ({ language, file, browser, misspelt, refusal }) => {
    let emulator: Emulator;
    let project: Project;

    beforeEach(async () => {
      emulator = await startEmulator({ pace: "instant" });
      project = await Project.open(emulator, {
        source: join("examples", language),
        env: {
          PATH: [process.env.PATH, languages?.hosts].join(delimiter),
          PYTHONPATH: [join(sdks, "installed"), languages?.packages].join(delimiter),
        },
      });
      await project.installPlugin();
      await project.succeed("stack", "init");
    });
    afterEach(async () => {
      await project.close();
      await emulator.close();
    });

    it("goes up, changes nothing, is stopped by a finding, and goes down", async () => {
      expect(await project.succeed("up", "--yes", "--skip-preview")).toContain("3 created");
      expect(await project.outputs()).toEqual({
        job: expect.any(Number),
        findings: { high: 0, medium: 0, low: 0, total: 0 },
        domains: ["shop.example.com"],
      });
      await project.succeed("preview", "--expect-no-changes");
      await project.succeed("up", "--yes", "--skip-preview", "--refresh", "--expect-no-changes");
      expect(emulator.health()).toMatchObject({ billed: 1, freeRescans: 0 });

      emulator.seed({ findings: { [startUrl]: { high: 1 } } });
      await project.succeed("config", "set", "release", "1.0.1");
      const stopped = await project.pulumi("up", "--yes", "--skip-preview");
      expect(stopped.code).not.toBe(0);
      expect(stopped.output).toContain("found 1 high, the gate allows 0");
      expect(emulator.health()).toMatchObject({ billed: 1, freeRescans: 1 });

      expect(await project.succeed("destroy", "--yes")).toContain("3 deleted");
      expect(emulator.requests({ operation: "setNotiConfig" }).at(-1)?.fields).toMatchObject({
        notificationType: "OFF",
      });
    });

    it("is told of a word that is none before anything is sent", async () => {
      const source = join(project.folder, file);
      await writeFile(source, (await readFile(source, "utf8")).replace(browser, misspelt));
      const refused = await project.pulumi("preview");
      expect(refused.code).not.toBe(0);
      const [, diagnostics = ""] = stripVTControlCharacters(refused.output).split("Diagnostics:");
      expect(diagnostics).toContain(refusal);
      expect(diagnostics.match(/\berror\b/gi)).toHaveLength(1);
      expect(emulator.requests()).toEqual([]);
    });
  });

  it("the stack of a TypeScript program goes on in YAML, without a change and without a call", async () => {
    const emulator = await startEmulator({ pace: "instant" });
    const project = await Project.open(emulator, {
      source: "examples/yaml",
      env: { PATH: [process.env.PATH, languages?.hosts].join(delimiter) },
    });
    const inYaml = await readFile(join(project.folder, "Pulumi.yaml"), "utf8");
    await writeFile(
      join(project.folder, "Pulumi.yaml"),
      "name: scan-in-yaml\nruntime: nodejs\nmain: index.ts\n",
    );
    await writeFile(join(project.folder, "index.ts"), sameInTypeScript);
    await project.succeed("stack", "init");
    expect(await project.succeed("up", "--yes", "--skip-preview")).toContain("3 created");
    emulator.clearRequests();

    await writeFile(join(project.folder, "Pulumi.yaml"), inYaml);
    await project.installPlugin();
    expect(await project.succeed("up", "--yes", "--skip-preview")).toContain("3 unchanged");
    // The report for the outputs, which the program in YAML has besides.
    expect(emulator.requests().map(({ operation }) => operation)).toEqual(["getReport"]);
    await project.close();
    await emulator.close();
  });

  it("the SDK for Go compiles, and so does the program in the documentation", async () => {
    const folder = await mkdtemp(join(tmpdir(), "ncloud-security-go-"));
    const [, program = ""] = /```go\n([\s\S]*?)```/.exec(await readFile("docs/languages.md", "utf8")) ?? [];
    await writeFile(join(folder, "main.go"), program);
    await writeFile(join(folder, "go.mod"), "module program\n\ngo 1.25\n");
    const env = { ...process.env, GOWORK: join(folder, "go.work"), GOFLAGS: "-mod=readonly" };
    // Beside the generator, whose go.sum knows all that the SDK imports.
    const go = (...args: string[]) => run("go", args, { env, cwd: folder });
    await go("work", "init", ".", resolve("scripts/sdks"), join(sdks, "go"));
    await go("vet", ".", "github.com/pulumi-ncloud-security/pulumi-ncloud-security/sdk/go/...");
    await rm(folder, { recursive: true });
  });
});
