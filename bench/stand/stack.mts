import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { ensureEngine } from "../../scripts/engine/index.mts";
import { programName } from "../../scripts/engine/onPath.mts";
import { engineEnv, withoutCredentials } from "../../scripts/environment.mts";
import { root } from "../../scripts/prepare.mjs";
import { say } from "../../scripts/task.mjs";
import { runPulumi, type Step } from "./command.mts";

const resource = z.looseObject({ type: z.string(), inputs: z.looseObject({}).optional() });
const exported = z.object({ deployment: z.object({ resources: z.array(resource) }) });

/** A resource as it is stored. */
export type Stored = z.output<typeof resource>;

/** A project in a folder of its own, with a program of `bench/programs`, on the real engine and a file backend. */
export class Stack implements AsyncDisposable {
  readonly #folder: string;
  readonly #pulumi: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #tracing: readonly string[];

  private constructor(folder: string, pulumi: string, env: NodeJS.ProcessEnv, tracing: readonly string[]) {
    this.#folder = folder;
    this.#pulumi = pulumi;
    this.#env = env;
    this.#tracing = tracing;
  }

  /** `profile` is a folder for what each process did with its time: profiles of Node.js, and the engine's trace. */
  static async open(program: string, env: NodeJS.ProcessEnv, profile?: string): Promise<Stack> {
    const engine = await ensureEngine(say);
    const folder = await makeProject(program);
    const profiles = profile === undefined ? undefined : join(profile, program);
    if (profiles !== undefined) await mkdir(profiles, { recursive: true });
    const all = {
      ...engineEnv(engine, withoutCredentials(process.env)),
      HOME: folder,
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: pathToFileURL(folder).href,
      PULUMI_CONFIG_PASSPHRASE: "only-for-benchmarks",
      ...(profiles === undefined ? {} : { NODE_OPTIONS: profileInto(profiles) }),
      ...env,
    };
    const tracing = profiles === undefined ? [] : ["--tracing", `file:${join(profiles, "engine.trace")}`];
    const stack = new Stack(folder, join(engine.folder, programName("pulumi")), all, tracing);
    await stack.#run("stack", "init");
    return stack;
  }

  up(...args: string[]): Promise<Step> {
    return this.#run("up", "--yes", "--skip-preview", "--suppress-outputs", ...args, ...this.#tracing);
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

  #run(...args: string[]): Promise<Step> {
    const place = { cwd: this.#folder, env: this.#env };
    return runPulumi(this.#pulumi, [...args, "--stack", "bench", "--non-interactive"], place);
  }
}

function profileInto(folder: string): string {
  return `--cpu-prof --cpu-prof-dir=${folder} --require=${join(root, "bench/stand/endProfile.cjs")}`;
}

async function makeProject(program: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "ncloud-security-bench-"));
  await cp(join(root, "bench/programs"), folder, { recursive: true });
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "Pulumi.yaml"), `name: bench\nruntime: nodejs\nmain: ${program}.ts\n`);
  return folder;
}
