import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type ConfigMap, LocalWorkspace, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import type { ShellName } from "./host";

export const project = "engine-test";
export const passphrase = "only-for-tests";

/** One stack of the real engine on an emulated account of its own. */
export interface EngineWorld {
  readonly emulator: Emulator;
  readonly stack: Stack;
  /** All that the engine has printed. */
  readonly output: string[];
  up(program?: PulumiFn, options?: Options): Promise<Changes>;
  preview(program?: PulumiFn, options?: Policing): Promise<Changes>;
  refresh(program?: PulumiFn): Promise<Changes>;
  destroy(): Promise<Changes>;
  /** What carries the resources from now on; the dynamic provider as long as nothing is said. */
  choose(shell: ShellName): Promise<void>;
  /** Resources in state, by name, without the stack and the providers. */
  resources(): Promise<Record<string, StoredResource>>;
  /** The state file as it lies on disk; an export would show the secrets. */
  stateFile(): Promise<string>;
  close(): Promise<void>;
}

export interface StoredResource {
  urn: string;
  type: string;
  id: string;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
  initErrors?: string[];
}

/** How many resources the engine did each thing to; "same" means that nothing changed. */
export type Changes = Partial<Record<string, number>>;

/** Paths of policy packs, and of a file for each that configures it. */
interface Policing {
  policyPacks?: string[];
  policyPackConfigs?: string[];
  diff?: boolean;
}

interface Options extends Policing {
  refresh?: boolean;
  /** URNs to be replaced, whatever diff says. */
  replace?: string[];
}

export async function openEngine(
  options: EmulatorOptions & { config?: ConfigMap } = {},
): Promise<EngineWorld> {
  const { config, ...emulatorOptions } = options;
  const emulator = await startEmulator({ pace: "manual", ...emulatorOptions });
  const folder = await mkdtemp(join(tmpdir(), "ncloud-security-"));
  const stack = await openStack(folder);
  await stack.setAllConfig({
    "ncloud-security:accessKey": { value: emulator.credentials.accessKey },
    "ncloud-security:secretKey": { value: emulator.credentials.secretKey, secret: true },
    "ncloud-security:endpoint": { value: emulator.url },
    ...config,
  });
  const output: string[] = [];
  const shown = {
    onOutput: (text: string) => output.push(text),
    onError: (text: string) => output.push(text),
    color: "never" as const,
  };
  let program: PulumiFn = async () => {};
  const use = (next: PulumiFn = program) => {
    program = next;
    return program;
  };
  return {
    emulator,
    stack,
    output,
    async up(next, extra) {
      const result = await stack.up({ program: use(next), ...shown, ...extra });
      return result.summary.resourceChanges ?? {};
    },
    async preview(next, extra) {
      const result = await stack.preview({ program: use(next), ...shown, ...extra });
      return result.changeSummary;
    },
    async refresh(next) {
      if (next !== undefined) stack.workspace.program = use(next);
      const result = await stack.refresh(shown);
      return result.summary.resourceChanges ?? {};
    },
    async destroy() {
      const result = await stack.destroy(shown);
      return result.summary.resourceChanges ?? {};
    },
    async resources() {
      const { deployment } = await stack.exportStack();
      const stored: StoredResource[] = deployment.resources ?? [];
      const ours = stored.filter((each) => /^(pulumi-nodejs|ncloud-security):/.test(each.type));
      return Object.fromEntries(ours.map((each) => [each.urn.split("::").at(-1), each]));
    },
    choose: (shell) => stack.setConfig("ncloud-security:plugin", { value: String(shell === "plugin") }),
    stateFile: () => readFile(join(folder, ".pulumi/stacks", project, "test.json"), "utf8"),
    async close() {
      await emulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The plugin lies where a build leaves it. */
export const plugins = { providers: [{ name: "ncloud-security", path: resolve("dist/plugin") }] };

/** The dynamic provider host looks for this package from where the program is. */
const projectSettings = { name: project, runtime: "nodejs", main: process.cwd(), plugins };

function openStack(folder: string): Promise<Stack> {
  const envVars = {
    PULUMI_BACKEND_URL: pathToFileURL(folder).href,
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    PULUMI_HOME: join(folder, "home"),
    HOME: folder,
  };
  return LocalWorkspace.createOrSelectStack(
    { stackName: "test", projectName: project, program: async () => {} },
    { workDir: folder, envVars, projectSettings },
  );
}
