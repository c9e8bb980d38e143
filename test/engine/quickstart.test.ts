import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** What a URL would take for something else, each of it. */
const oddName = "a b#c%20d?e";

/** A copy of what the quick start is made of, in a folder with an odd name. */
let clone: string;
let parent: string;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "ncloud-security-quickstart-"));
  clone = join(parent, oddName);
  await mkdir(clone);
  for (const part of ["scripts", "examples/quickstart", "Pulumi.yaml", "package.json"]) {
    await cp(part, join(clone, part), { recursive: true });
  }
  for (const part of ["node_modules", "dist"]) await symlink(resolve(part), join(clone, part));
});

afterAll(() => rm(parent, { recursive: true, force: true }));

/** Runs one of the scripts to its end; answers its exit code and all that it printed. */
async function script(name: string, ...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [join(clone, "scripts", name), ...args], { cwd: clone });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => chunks.push(chunk));
  const { promise, resolve: ended } = Promise.withResolvers<number | null>();
  child.once("close", ended);
  return { code: await promise, output: Buffer.concat(chunks).toString() };
}

describe("the quick start, in a folder whose name is no plain URL", () => {
  it("comes up", async () => {
    const { code, output } = await script("quickstart.mts");
    expect(code, output).toBe(0);
    expect(output).toContain("5 created");
    expect(await readdir(parent)).toEqual([oddName]);
  });

  it("goes", async () => {
    const { code, output } = await script("pulumi.mts", "destroy", "--yes");
    expect(code, output).toBe(0);
    expect(output).toContain("5 deleted");
  });

  it("says that the tests cannot run there", async () => {
    const { code, output } = await script("test.mts");
    expect(code).toBe(1);
    expect(output).toMatch(/^The tests cannot run in .*a b#c%20d\?e.*: .*#, %, \* or \?.*\n$/);
  });
});
