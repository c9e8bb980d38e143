import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator";
import { passphrase } from "../support/engine";
import { Project } from "../support/project";

// The README's walk from an empty folder, as it stands there. Only what it fetches is put in place instead: packages,
// and the plugin of @pulumi/command.

interface Block {
  readonly language: string;
  readonly text: string;
  /** The file that it is, where the line before it names one. */
  readonly file?: string;
}

async function blocksOfWalk(): Promise<Block[]> {
  const readme = await readFile("README.md", "utf8");
  const [, walk = ""] =
    /\n## Use it in your project\n([\s\S]*?)\n\*\*With your account\*\*/.exec(readme) ?? [];
  const fence = /(?:`([\w.]+)`[^\n]*:\n\n)?```(\w+)\n([\s\S]*?)```/g;
  return [...walk.matchAll(fence)].map(([, file, language = "", text = ""]) => ({ file, language, text }));
}

let folder: string;
let emulator: Emulator;
let walk: Block[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncloud-security-readme-"));
  emulator = await startEmulator();
  walk = await blocksOfWalk();
});

afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true, force: true });
});

/** The script of a block, as a reader runs it who has the packages already and an emulator on a port of its own. */
function scriptOf({ text }: Block): string {
  const isFetched = (line: string) => /^npm |^mkdir shop/.test(line);
  const lines = text.split("\n").filter((line) => !isFetched(line));
  return lines.join("\n").replaceAll("http://127.0.0.1:4577", emulator.url);
}

interface Ending {
  readonly code: number;
  readonly output: string;
}

async function bash(script: string, cwd: string, variables: NodeJS.ProcessEnv): Promise<Ending> {
  const env = { ...process.env, ...variables };
  const child = spawn("bash", ["-c", script], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
  const code = await new Promise<number>((done) => child.once("close", (ended) => done(ended ?? -1)));
  return { code, output };
}

/** Runs one block of the walk, after what was exported in the blocks before. */
function follow(blocks: readonly Block[], at: number): Promise<Ending> {
  const scripts = blocks.slice(0, at + 1).map(scriptOf);
  const exported = scripts.flatMap((script) => script.match(/^export .*$/gm) ?? []);
  return bash(["set -e", ...exported, scripts[at]].join("\n"), join(folder, "shop"), {
    HOME: folder,
    PULUMI_HOME: join(folder, ".pulumi"),
    PATH: [resolve("test/support/commandPlugin"), process.env.PATH].join(delimiter),
  });
}

const isScript = ({ language, file }: Block) => language === "sh" && file === undefined;
const live = () => readFile(join(folder, "shop/live.txt"), "utf8").catch(() => undefined);

describe("the README's walk from an empty folder", () => {
  it("has the files of a project, and starts the emulator before anything could be billed", async () => {
    await mkdir(join(folder, "shop"));
    await symlink(resolve("node_modules"), join(folder, "shop/node_modules"));
    // As `npm init --yes` makes it.
    const manifest = { name: "shop", version: "1.0.0", main: "index.js", type: "commonjs" };
    await writeFile(join(folder, "shop/package.json"), JSON.stringify(manifest));
    const files = walk.filter(({ file }) => file !== undefined);
    for (const { file = "", text } of files) await writeFile(join(folder, "shop", file), text);
    expect(files.map(({ file }) => file)).toEqual(["Pulumi.yaml", "tsconfig.json", "index.ts", "promote.sh"]);
    const scripts = walk.filter(isScript).map(({ text }) => text);
    const at = (part: string) => scripts.findIndex((text) => text.includes(part));
    expect(at("npx pulumi-ncloud-security emulator")).toBe(1);
    expect(at("export NCLOUD_SECURITY_ENDPOINT")).toBe(2);
    expect(at("pulumi up")).toBe(4);
    const { accessKey, secretKey } = emulator.credentials;
    expect(scripts[2]).toContain(
      `NCLOUD_ACCESS_KEY_ID=${accessKey}\nexport NCLOUD_SECRET_ACCESS_KEY=${secretKey}\n`,
    );
  });

  it("holds one release back, lets the next one live, and leaves nothing behind", async () => {
    const scripts = walk.filter(isScript);
    expect(await follow(scripts, 3)).toMatchObject({ code: 0 });
    const held = await follow(scripts, 4);
    expect(held.code, held.output).not.toBe(0);
    expect(held.output).not.toMatch(/DEP0|entry point/);
    expect(held.output).toContain(
      "found 1 high, the gate allows 0; found SQL Injection (1 high); the report is in scan.html",
    );
    expect(await live()).toBeUndefined();
    expect(await readFile(join(folder, "shop/scan.html"), "utf8")).toContain("SQL Injection");

    const passed = await follow(scripts, 5);
    expect(passed, passed.output).toMatchObject({ code: 0 });
    expect(await live()).toBe("1.0.1\n");
    expect(emulator.health()).toMatchObject({ billed: 1, freeRescans: 1 });
    expect(await follow(scripts, 6)).toMatchObject({ code: 0 });
    expect(scripts).toHaveLength(7);
  });
});

describe("an example's README", () => {
  /** What each block of commands comes to: what its output says, and that it fails where the page says so. */
  const endings: Record<string, readonly { says: RegExp; fails?: true }[]> = {
    "gated-deploy": [
      {
        says: /found 1 high, the gate allows 0; found SQL Injection \(1 high\); the report is in out/,
        fails: true,
      },
      { says: /liveVersion: "1.0.1"[\s\S]*\n1\.0\.1\n$/ },
    ],
    "gated-artefact": [
      { says: /verdict *: "clean"/ },
      { says: /worse\.txt \(SHA-1 \w+\) is malware by File Safer \(CMPL, M\); allow: "any"/, fails: true },
    ],
    "monthly-scan": [{ says: /3 created[\s\S]*3 unchanged/ }, { says: /2 updated/ }],
    notifications: [{ says: /5 created/ }, { says: /notificationType: "OFF" => "MAE"/ }],
    "security-digest": [{ says: /"waf": \d+/ }],
  };

  it.each(Object.keys(endings))("of %s leads where it says", async (example) => {
    const own = await startEmulator();
    const project = await Project.open(own, { source: join("examples", example) });
    const page = await readFile(join("examples", example, "README.md"), "utf8");
    const [, section = ""] = /\n## Without an account\n([\s\S]*?)(?:\n## |$)/.exec(page) ?? [];
    const scripts = [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, script = ""]) => script);
    expect(scripts).toHaveLength(endings[example]?.length ?? 0);
    for (const [index, { says, fails = false }] of (endings[example] ?? []).entries()) {
      const { code, output } = await bash(`set -e\n${scripts[index]}`, project.folder, project.env);
      expect(output).toMatch(says);
      expect(code !== 0, output).toBe(fails);
    }
    await project.close();
    await own.close();
  });
});

describe("the test of a gate in docs/emulator.md", () => {
  it("passes as it stands there, and fails for another reason than the gate's", async () => {
    const page = await readFile("docs/emulator.md", "utf8");
    const [, snippet = ""] = /```ts\n(import assert [\s\S]*?)```/.exec(page) ?? [];
    const workspace = await mkdtemp(join(tmpdir(), "ncloud-security-gate-"));
    await symlink(resolve("node_modules"), join(workspace, "node_modules"));
    const ending = async (text: string) => {
      await writeFile(join(workspace, "gate.mts"), text);
      return bash("node gate.mts", workspace, {
        PULUMI_HOME: join(workspace, "home"),
        PULUMI_BACKEND_URL: pathToFileURL(workspace).href,
        PULUMI_CONFIG_PASSPHRASE: passphrase,
      });
    };
    const passed = await ending(snippet);
    expect(passed, passed.output).toMatchObject({ code: 0 });
    const wrongKey = snippet.replace("value: emulator.credentials.accessKey", 'value: "another"');
    expect((await ending(wrongKey)).code).not.toBe(0);
    await rm(workspace, { recursive: true, force: true });
  });
});
