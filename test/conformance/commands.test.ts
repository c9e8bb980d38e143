import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { subcommands } from "../../cli/subcommands";
import manifest from "../../package.json";
import { findFaultOfNode } from "../../provider/nodeVersion";

const root = join(__dirname, "../..");

/** All that is written for people, and all sources. */
const places = ["bench", "cli", "docs", "emulator", "examples", "provider", "report", "scripts", "sdk"];

/** What runs a command that no project has installed yet, and takes it from the registry by its name. */
const runners = ["npx", "npm exec", "npm x", "pnpm dlx", "yarn dlx", "bunx"].join("|");
const fetched = new RegExp(`(?:${runners})(?:\\s+-[\\w-]+)*\\s+([\\w@][\\w@./-]*)`, "g");
const installed = /node_modules\/\.bin\/([\w-]+)/g;

function filesIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name !== "node_modules");
  return names.flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}

function commandsIn(pattern: RegExp): string[] {
  const pages = readdirSync(root).filter((name) => name.endsWith(".md"));
  const files = [...pages, "package.json"].map((name) => join(root, name));
  return [...files, ...places.flatMap((place) => filesIn(join(root, place)))].flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(pattern)].map(([, command = ""]) => command),
  );
}

describe("the commands that this package tells people to run", () => {
  it("have its own name, which nobody else can take", () => {
    // The other one is for engines, by the name that they look for.
    expect(Object.keys(manifest.bin)).toEqual([manifest.name, "pulumi-resource-ncloud-security"]);
    expect(new Set(commandsIn(fetched))).toEqual(new Set([manifest.name]));
    expect(new Set(commandsIn(installed))).toEqual(new Set([manifest.name]));
  });

  it("are subcommands that there are", () => {
    const used = commandsIn(/(?:npx|\.bin\/|Usage:)\s*pulumi-ncloud-security ([\w-]+)/g);
    expect(used.length).toBeGreaterThan(2);
    expect([...subcommands.keys()]).toEqual(expect.arrayContaining(used));
  });
});

const script = join(root, manifest.bin["pulumi-ncloud-security"]);

/** Runs the command as npm would. */
function command(...args: string[]) {
  return runNode(script, ...args);
}

/** Runs it in a process that has been prepared by a program. */
function preloaded(program: string, ...args: string[]) {
  return runNode("-e", `${program} require(${JSON.stringify(script)});`, script, ...args);
}

function runNode(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  return { status, stdout, stderr };
}

describe("the command", () => {
  it.each([[], ["--help"], ["-h"]])("lists its subcommands for %j", (...args) => {
    const { status, stdout, stderr } = command(...args);
    expect([status, stderr]).toEqual([0, ""]);
    for (const [name, { summary }] of subcommands) expect(stdout).toContain(`  ${name}   ${summary}\n`);
  });

  it("tells its version", () => {
    const told = { status: 0, stdout: `${manifest.version}\n`, stderr: "" };
    expect(command("--version")).toEqual(told);
    expect(command("emulator", "--version")).toEqual(told);
  });

  it.each([...subcommands.keys()])("tells what %s takes", (name) => {
    const { status, stdout } = command(name, "--help");
    expect([status, stdout]).toEqual([0, expect.stringContaining(`Usage: pulumi-ncloud-security ${name}`)]);
  });

  it.each([
    [
      ["emulater"],
      /^pulumi-ncloud-security: there is no subcommand "emulater"; known are emulator, discover, --help, --version\n$/,
    ],
    [["toString"], /^pulumi-ncloud-security: there is no subcommand "toString"; .*\n$/],
    [["--port", "0"], /^pulumi-ncloud-security: there is no subcommand "--port"; .*\n$/],
    [["emulator", "--ports", "0"], /^pulumi-ncloud-security emulator: Unknown option '--ports'.*\n$/],
    [["discover", "--to", "shop"], /^pulumi-ncloud-security discover: Unknown option '--to'.*\n$/],
  ])("refuses %j in one line", (args, reason) => {
    expect(command(...args)).toEqual({ status: 1, stdout: "", stderr: expect.stringMatching(reason) });
  });

  it("loads no library until a subcommand needs one", () => {
    const { stdout } = preloaded(
      `process.on("exit", () => {
        console.log(Object.keys(require.cache).filter((file) => /emulator|node_modules/.test(file)));
      });`,
      "--version",
    );
    expect(stdout).toBe(`${manifest.version}\n[]\n`);
  });

  it.each([
    ["20.20.2", "--version"],
    ["22.18.0", "emulator"],
  ])("tells in one line that Node.js %s is too old for it", (found, ...args) => {
    const versions = `{ ...process.versions, node: "${found}" }`;
    // SQLite, which is not there on every old Node.js, must not be loaded before.
    const program = `Object.defineProperty(process, "versions", { value: ${versions} });
      process.getBuiltinModule = (name) => { throw new Error("loads " + name); };`;
    const why = `needs Node.js 22.19 or newer, found ${found}: install a newer one, and put it first on PATH`;
    expect(preloaded(program, ...args)).toEqual({
      status: 1,
      stdout: "",
      stderr: `pulumi-ncloud-security ${why}\n`,
    });
  });
});

describe("an old Node.js", () => {
  it.each(["22.19.0", "22.20.1", "23.0.0", "100.1.0"])("is not %s", (version) => {
    expect(findFaultOfNode({ ...process.versions, node: version })).toBeUndefined();
  });

  it.each(["22.18.9", "21.99.0", "9.0.0"])("is %s", (version) => {
    expect(findFaultOfNode({ ...process.versions, node: version })).toContain(
      `found ${version}: install a newer one`,
    );
  });
});
