import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";

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

function originIn(output: string): string {
  const origin = /emulator at (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
  if (origin === undefined) throw new Error(`no emulator was started:\n${output}`);
  return origin;
}

describe("the quick start, in a folder whose name is no plain URL", () => {
  let origin: string;

  it("comes up", async () => {
    const { code, output } = await script("quickstart.mts");
    expect(code, output).toBe(0);
    expect(output).toContain("5 created");
    origin = originIn(output);
    expect(await readdir(parent)).toEqual([oddName]);
  });

  it("finds its emulator where it was, so that nothing has changed", async () => {
    const { code, output } = await script("pulumi.mts", "preview", "--expect-no-changes");
    expect(code, output).toBe(0);
    expect(originIn(output)).toBe(origin);
  });

  it("says what to do when another program has taken that place", async () => {
    const other = createServer();
    onTestFinished(() => void other.close());
    const { port } = new URL(origin);
    await new Promise<void>((listening) => other.listen(Number(port), "127.0.0.1", listening));
    const { code, output } = await script("pulumi.mts", "preview");
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`Port ${port} .* is taken.*`));
    expect(output).toContain("delete .quickstart/");
    expect(output).not.toMatch(/^ +at /m);
  });

  it("says what to do when it cannot tell where that place was", async () => {
    const file = join(clone, ".quickstart/port");
    const port = await readFile(file, "utf8");
    await writeFile(file, "");
    const { code, output } = await script("pulumi.mts", "preview");
    expect(code).toBe(1);
    expect(output).toMatch(/port holds no port: delete \.quickstart\//);
    await writeFile(file, port);
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
