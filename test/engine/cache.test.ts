import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { version } from "@pulumi/pulumi/version";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";

const parts = ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];

let cache: string;
let folder: string;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "ncloud-security-cache-"));
  folder = join(cache, `release-${version}`);
  onTestFinished(() => rmSync(cache, { recursive: true, force: true }));
});

/** Scripts that stand for the programs of an engine. */
function write(place: string, names: readonly string[]): void {
  mkdirSync(place, { recursive: true });
  for (const name of names) {
    writeFileSync(join(place, name), `#!/bin/sh\necho v${version}\n`);
    chmodSync(join(place, name), 0o755);
  }
}

/** Runs a program that uses the scripts; answers what it printed, as JSON. */
function run(program: string): { status: number | null; answer: unknown } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
    env: { ...process.env, NCLOUD_SECURITY_ENGINE_DIR: cache },
    encoding: "utf8",
  });
  return { status, answer: stdout === "" ? stderr : JSON.parse(stdout) };
}

function installedEngine(): unknown {
  return run(`
    import { installedEngine } from "./scripts/engine/official.mts";
    console.log(JSON.stringify((await installedEngine()) ?? null));
  `).answer;
}

/** Has an engine of these parts put into the cache, by a process that may be killed half-way. */
function place(names: readonly string[], killed = false): { status: number | null; answer: unknown } {
  return run(`
    import { copyFile, mkdir } from "node:fs/promises";
    import { ENGINE_PARTS, placeWhole } from "./scripts/engine/place.mts";
    const source = ${JSON.stringify(join(cache, "source"))};
    const outcome = placeWhole(${JSON.stringify(folder)}, ENGINE_PARTS, async (unfinished) => {
      const bin = unfinished + "/bin";
      await mkdir(bin);
      for (const name of ${JSON.stringify(names)}) await copyFile(source + "/" + name, bin + "/" + name);
      if (${killed}) process.kill(process.pid, "SIGKILL");
      return bin;
    });
    console.log(JSON.stringify(await outcome.then(() => "placed", ({ message }) => message)));
  `);
}

describe("the cache of Pulumi engines", () => {
  it("has an engine that is whole", () => {
    write(folder, parts);
    expect(installedEngine()).toMatchObject({ folder, version });
  });

  it.each(parts)("has none that lacks %s", (missing) => {
    write(
      folder,
      parts.filter((part) => part !== missing),
    );
    expect(installedEngine()).toBeNull();
  });

  it("has none of which a program is empty", () => {
    write(folder, parts);
    writeFileSync(join(folder, "pulumi-language-nodejs"), "");
    expect(installedEngine()).toBeNull();
  });

  it("gets none from a process that was killed half-way, and the next one cleans up", () => {
    write(join(cache, "source"), parts);
    place(["pulumi", "pulumi-language-nodejs"], true);
    expect(existsSync(folder)).toBe(false);
    expect(place(parts)).toEqual({ status: 0, answer: "placed" });
    expect(installedEngine()).toMatchObject({ folder });
    expect(readdirSync(cache).toSorted()).toEqual([`release-${version}`, "source"]);
  });

  it("gets none that lacks a part, and says which", () => {
    write(join(cache, "source"), parts);
    expect(place(["pulumi"]).answer).toBe(
      "what was made has no pulumi-language-nodejs, pulumi-resource-pulumi-nodejs",
    );
    expect(existsSync(folder)).toBe(false);
  });

  it("gets a whole one in the place of one that was half there", () => {
    write(join(cache, "source"), parts);
    write(folder, ["pulumi"]);
    place(parts);
    expect(installedEngine()).toMatchObject({ folder });
  });
});
