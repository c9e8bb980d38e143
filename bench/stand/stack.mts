import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { ensureEngine } from "../../scripts/engine/index.mts";
import { programName } from "../../scripts/engine/onPath.mts";
import { engineEnv, withoutCredentials } from "../../scripts/environment.mts";
import { root } from "../../scripts/prepare.mjs";
import { say } from "../../scripts/task.mjs";
import { watchProvider } from "./processes.mts";

/** What one command of Pulumi took. */
export interface Step {
  readonly seconds: number;
  /** The most memory of the provider process, in MB. */
  readonly memory: number;
  readonly output: string;
}

const exported = z.object({
  deployment: z.object({
    resources: z.array(z.looseObject({ type: z.string(), inputs: z.looseObject({}).optional() })),
  }),
});

/** A resource as it is stored. */
export type Stored = z.output<typeof exported>["deployment"]["resources"][number];

/** A project in a folder of its own, with a program of `bench/programs`, on the real engine and a file backend. */
export class Stack implements AsyncDisposable {
  readonly #folder: string;
  readonly #pulumi: string;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(folder: string, pulumi: string, env: NodeJS.ProcessEnv) {
    this.#folder = folder;
    this.#pulumi = pulumi;
    this.#env = env;
  }

  static async open(
    program: string,
    env: NodeJS.ProcessEnv,
    options: { profile?: string } = {},
  ): Promise<Stack> {
    const engine = await ensureEngine(say);
    const folder = await mkdtemp(join(tmpdir(), "ncloud-security-bench-"));
    await cp(join(root, "bench/programs"), folder, { recursive: true });
    await symlink(join(root, "node_modules"), join(folder, "node_modules"));
    await writeFile(join(folder, "Pulumi.yaml"), `name: bench\nruntime: nodejs\nmain: ${program}.ts\n`);
    const stack = new Stack(folder, join(engine.folder, programName("pulumi")), {
      ...engineEnv(engine, withoutCredentials(process.env)),
      HOME: folder,
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: pathToFileURL(folder).href,
      PULUMI_CONFIG_PASSPHRASE: "only-for-benchmarks",
      ...(options.profile === undefined ? {} : profiling(options.profile)),
      ...env,
    });
    await stack.#run("stack", "init");
    return stack;
  }

  up(...args: string[]): Promise<Step> {
    return this.#run("up", "--yes", "--skip-preview", "--suppress-outputs", ...args);
  }

  refresh(): Promise<Step> {
    return this.#run("refresh", "--yes", "--skip-preview");
  }

  destroy(): Promise<Step> {
    return this.#run("destroy", "--yes", "--skip-preview");
  }

  /** The dynamic resources, as the state has them. */
  async resources(): Promise<Stored[]> {
    const { output } = await this.#run("stack", "export");
    const { resources } = exported.parse(JSON.parse(output)).deployment;
    return resources.filter(({ type }) => type.startsWith("pulumi-nodejs:"));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }

  async #run(...args: string[]): Promise<Step> {
    const started = performance.now();
    const child = spawn(this.#pulumi, [...args, "--stack", "bench", "--non-interactive"], {
      cwd: this.#folder,
      env: this.#env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const provider = watchProvider(child.pid ?? 0);
    const outputs = Promise.all([text(child.stdout), text(child.stderr)]);
    const [code] = await once(child, "close");
    const seconds = (performance.now() - started) / 1000;
    const memory = provider.stop();
    const [output, errors] = await outputs;
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${output}${errors}`);
    return { seconds, memory, output };
  }
}

/** Every process of Node.js leaves a profile of its time, and the engine a trace. */
function profiling(folder: string): NodeJS.ProcessEnv {
  return { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder}` };
}
