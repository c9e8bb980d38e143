import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { subcommands } from "../../cli/subcommands";
import manifest from "../../package.json";

const root = join(__dirname, "../..");

/** All that is written for people, and all sources. */
const places = ["cli", "docs", "emulator", "examples", "provider", "report", "scripts", "sdk"];

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
    expect(Object.keys(manifest.bin)).toEqual([manifest.name]);
    expect(new Set(commandsIn(fetched))).toEqual(new Set([manifest.name]));
    expect(new Set(commandsIn(installed))).toEqual(new Set([manifest.name]));
  });

  it("are subcommands that there are", () => {
    const used = commandsIn(/(?:npx|\.bin\/|Usage:)\s*pulumi-ncloud-security ([\w-]+)/g);
    expect(used.length).toBeGreaterThan(2);
    expect([...subcommands.keys()]).toEqual(expect.arrayContaining(used));
  });
});

/** Runs the command as npm would. */
function command(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [manifest.bin["pulumi-ncloud-security"], ...args],
    {
      cwd: root,
      encoding: "utf8",
    },
  );
  return { status, stdout, stderr };
}

describe("the command", () => {
  it.each([[], ["--help"], ["-h"]])("lists its subcommands for %j", (...args) => {
    const { status, stdout, stderr } = command(...args);
    expect([status, stderr]).toEqual([0, ""]);
    for (const [name, { summary }] of subcommands) expect(stdout).toContain(`  ${name}   ${summary}\n`);
  });

  it("tells its version", () => {
    expect(command("--version")).toEqual({ status: 0, stdout: `${manifest.version}\n`, stderr: "" });
  });

  it("tells what a subcommand takes", () => {
    const { status, stdout } = command("emulator", "--help");
    expect([status, stdout]).toEqual([0, expect.stringContaining("Usage: pulumi-ncloud-security emulator")]);
  });

  it.each([
    [
      ["emulater"],
      /^pulumi-ncloud-security: there is no subcommand "emulater"; known are emulator, --help, --version\n$/,
    ],
    [["toString"], /^pulumi-ncloud-security: there is no subcommand "toString"; .*\n$/],
    [["--port", "0"], /^pulumi-ncloud-security: there is no subcommand "--port"; .*\n$/],
    [["emulator", "--ports", "0"], /^pulumi-ncloud-security emulator: Unknown option '--ports'.*\n$/],
  ])("refuses %j in one line", (args, reason) => {
    expect(command(...args)).toEqual({ status: 1, stdout: "", stderr: expect.stringMatching(reason) });
  });

  it("loads no library until a subcommand needs one", () => {
    const program = `
      process.on("exit", () => console.log(Object.keys(require.cache).filter((file) => /emulator|node_modules/.test(file))));
      require("./dist/cli/index.js");
    `;
    const { stdout } = spawnSync(process.execPath, ["-e", program, "node", "--version"], {
      cwd: root,
      encoding: "utf8",
    });
    expect(stdout).toBe(`${manifest.version}\n[]\n`);
  });
});
