import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { Emulator } from "../../emulator";
import manifest from "../../package.json";
import { passphrase, plugins } from "./engine";
import type { ShellName } from "./host";

const run = promisify(execFile);

/** What a command came to. */
export interface CommandResult {
  /** The exit code. */
  code: number;
  /** Both streams. */
  output: string;
}

/** The text of Pulumi.yaml, which is JSON as well, for a project whose resources this shell carries. */
export function describeProject(name: string, shell: ShellName, more: object = { plugins }): string {
  const config = { "ncloud-security:plugin": shell === "plugin" };
  return JSON.stringify({ name, runtime: "nodejs", config, ...more });
}

export interface ProjectOptions {
  /** A folder that is copied, such as an example. */
  readonly source?: string;
  /** `dev` if none is given. */
  readonly stack?: string;
  /** Added to the environment: for instance what leads to another backend than the project's own folder. */
  readonly env?: NodeJS.ProcessEnv;
}

/** A Pulumi project in a folder of its own, as somebody who installed this package has it. */
export class Project {
  private constructor(
    readonly folder: string,
    readonly stack: string,
    readonly env: NodeJS.ProcessEnv,
  ) {}

  static async open(emulator: Emulator, options: ProjectOptions = {}): Promise<Project> {
    const { source, stack = "dev", env } = options;
    const folder = await mkdtemp(join(tmpdir(), "ncloud-security-project-"));
    if (source !== undefined) await cp(source, folder, { recursive: true });
    await symlink(resolve("node_modules"), join(folder, "node_modules"));
    return new Project(folder, stack, {
      ...process.env,
      HOME: folder,
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: pathToFileURL(folder).href,
      PULUMI_CONFIG_PASSPHRASE: passphrase,
      NCLOUD_ACCESS_KEY_ID: emulator.credentials.accessKey,
      NCLOUD_SECRET_ACCESS_KEY: emulator.credentials.secretKey,
      NCLOUD_SECURITY_ENDPOINT: emulator.url,
      ...env,
    });
  }

  /** Installs the plugin of this package as somebody does who has no npm. */
  async installPlugin(): Promise<void> {
    const plugin = ["resource", "ncloud-security", `v${manifest.version}`, "--file", resolve("dist/plugin")];
    await run("pulumi", ["plugin", "install", ...plugin], { env: this.env });
  }

  /** Runs `pulumi` on the project's one stack, whatever it comes to. */
  pulumi(...args: string[]): Promise<CommandResult> {
    return this.run(...args, "--stack", this.stack);
  }

  /** The same, of what is no stack's business. */
  async run(...args: string[]): Promise<CommandResult> {
    const options = { cwd: this.folder, env: this.env, maxBuffer: 64 * 1024 * 1024 };
    try {
      const { stdout, stderr } = await run("pulumi", [...args, "--non-interactive"], options);
      return { code: 0, output: stdout + stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, output: stdout + stderr };
    }
  }

  /** The same, for commands that have to succeed. */
  async succeed(...args: string[]): Promise<string> {
    const { code, output } = await this.pulumi(...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${output}`);
    return output;
  }

  async outputs(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.succeed("stack", "output", "--json"));
  }

  read(file: string): Promise<string | undefined> {
    return readFile(join(this.folder, file), "utf8").catch(() => undefined);
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
