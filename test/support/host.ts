import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import type { ResourceName } from "../../provider/names";
import type { Failure } from "../../provider/resources/kit/lifecycle";
import { providerText } from "../../provider/shells/dynamic/text";
import { pluginTokenOf } from "../../provider/shells/plugin/tokens";
import { EngineListener, type Line } from "./engineListener";

// The host's own wire definitions; @pulumi/pulumi ships them without types for most.
const load = createRequire(__filename);
const { ResourceProviderClient } = load("@pulumi/pulumi/proto/provider_grpc_pb");
const messages = load("@pulumi/pulumi/proto/provider_pb");
const { Struct } = load("google-protobuf/google/protobuf/struct_pb");
const { Status } = load("@pulumi/pulumi/proto/status_pb");

type Properties = Record<string, unknown>;

/** What an engine starts for a shell, and how it names things to it. */
const shells = {
  dynamic: {
    program: load.resolve("@pulumi/pulumi/cmd/dynamic-provider"),
    setting: (key: string) => `ncloud-security:${key}`,
    hidden: (resource: ResourceName): Properties => ({ __provider: providerText(resource) }),
  },
  plugin: {
    program: resolve("dist/plugin/pulumi-resource-ncloud-security"),
    setting: (key: string) => key,
    hidden: (): Properties => ({}),
  },
};

export type ShellName = keyof typeof shells;

export const shellNames: readonly ShellName[] = ["dynamic", "plugin"];

/** The URN of the one resource of each kind that the tests have. */
export function urnOf(resource: ResourceName): string {
  return `urn:pulumi:test::host-test::${pluginTokenOf(resource)}::sample`;
}

/** A failed call; with `id` and `properties` where the host handed over partial state. */
export interface HostError extends Error {
  id?: string;
  properties?: Properties;
  reasons?: string[];
}

/** A provider process as the engine runs it, spoken to over gRPC: Pulumi's dynamic provider host, or the plugin. */
export class Host {
  private constructor(
    private readonly shell: ShellName,
    private readonly engine: EngineListener,
    private readonly child: ChildProcess,
    private readonly client: InstanceType<typeof ResourceProviderClient>,
    /** What the process has printed on either stream. */
    readonly output: string[],
  ) {}

  static async start(shell: ShellName, env: NodeJS.ProcessEnv = {}): Promise<Host> {
    const engine = await EngineListener.open();
    const child = spawn(process.execPath, [shells[shell].program, engine.address], {
      env: { ...process.env, PULUMI_NODEJS_PROJECT: "host-test", PULUMI_NODEJS_STACK: "test", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output: string[] = [];
    createInterface({ input: child.stderr }).on("line", (line) => output.push(line));
    const port = await new Promise<string>((resolve, reject) => {
      const lines = createInterface({ input: child.stdout });
      lines.once("line", resolve);
      lines.on("line", (line) => output.push(line));
      child.once("exit", (code) => reject(new Error(`the host ended with ${code}: ${output.join("\n")}`)));
    });
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    const host = new Host(shell, engine, child, client, output);
    if (shell === "plugin")
      await host.call("handshake", new messages.ProviderHandshakeRequest().setEngineAddress(engine.address));
    return host;
  }

  /** Lines that it has shown to the user by way of the engine. */
  get lines(): readonly Line[] {
    return this.engine.lines;
  }

  /** Takes settings by their own names. Answers what the plugin has against them; the dynamic shell says it later. */
  async configure(settings: Properties): Promise<Failure[]> {
    const { setting } = shells[this.shell];
    const entries = Object.entries(settings)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [setting(key), value]);
    const args = Struct.fromJavaScript(Object.fromEntries(entries));
    const failures = this.shell === "plugin" ? await this.checkConfig(args) : [];
    await this.call("configure", new messages.ConfigureRequest().setArgs(args));
    return failures;
  }

  private async checkConfig(news: unknown): Promise<Failure[]> {
    const response = await this.call("checkConfig", new messages.CheckRequest().setNews(news));
    return response.toObject().failuresList;
  }

  async check(resource: ResourceName, news: Properties, olds: Properties = {}) {
    const request = new messages.CheckRequest().setUrn(urnOf(resource));
    request.setOlds(this.struct(resource, olds));
    request.setNews(this.struct(resource, news));
    const response = await this.call("check", request);
    const failures: Failure[] = response.toObject().failuresList;
    return { inputs: plain(response.getInputs()), failures };
  }

  async diff(resource: ResourceName, id: string, olds: Properties, news: Properties) {
    const request = new messages.DiffRequest().setUrn(urnOf(resource));
    request.setId(id);
    request.setOlds(this.struct(resource, olds));
    request.setNews(this.struct(resource, news));
    const { changes, replacesList, deletebeforereplace } = (await this.call("diff", request)).toObject();
    const some = messages.DiffResponse.DiffChanges.DIFF_SOME;
    return {
      changes: changes === some,
      replaces: replacesList as string[],
      deleteBeforeReplace: deletebeforereplace,
    };
  }

  async create(resource: ResourceName, inputs: Properties) {
    const request = new messages.CreateRequest().setUrn(urnOf(resource));
    request.setProperties(this.struct(resource, inputs));
    const response = await this.call("create", request);
    return { id: response.getId() as string, outputs: plain(response.getProperties()) };
  }

  async update(resource: ResourceName, id: string, olds: Properties, news: Properties) {
    const request = new messages.UpdateRequest().setUrn(urnOf(resource));
    request.setId(id);
    request.setOlds(this.struct(resource, olds));
    request.setNews(this.struct(resource, news));
    return { outputs: plain((await this.call("update", request)).getProperties()) };
  }

  async read(resource: ResourceName, id: string, properties: Properties = {}) {
    const request = new messages.ReadRequest().setUrn(urnOf(resource));
    request.setId(id);
    request.setProperties(this.struct(resource, properties));
    const response = await this.call("read", request);
    return {
      id: response.getId() as string,
      outputs: plain(response.getProperties()),
      inputs: plain(response.getInputs()),
    };
  }

  async delete(resource: ResourceName, id: string, outputs: Properties): Promise<void> {
    const request = new messages.DeleteRequest().setUrn(urnOf(resource));
    request.setId(id);
    request.setProperties(this.struct(resource, outputs));
    await this.call("delete", request);
  }

  async stop(): Promise<void> {
    this.client.close();
    const ended = new Promise((resolve) => this.child.once("close", resolve));
    this.child.kill();
    await ended;
    this.engine.close();
  }

  private struct(resource: ResourceName, properties: Properties) {
    return Struct.fromJavaScript({ ...properties, ...shells[this.shell].hidden(resource) });
  }

  /** One call of the protocol, as it is. */
  call(method: string, request: unknown) {
    return new Promise<ReturnType<typeof JSON.parse>>((resolve, reject) => {
      this.client[method](request, (error: grpc.ServiceError | null, response: unknown) => {
        if (error === null) resolve(response);
        else reject(withDetails(error));
      });
    });
  }
}

/** Without the text that the dynamic shell stores, and the marks of secrets that the plugin sets. */
function plain(message: { toJavaScript(): Properties } | undefined): Properties {
  const { __provider, ...properties } = message?.toJavaScript() ?? {};
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, reveal(value)]));
}

export const secretMark = "4dabf18193072939515e22adb298388d";

function reveal(value: unknown): unknown {
  return typeof value === "object" && value !== null && secretMark in value && "value" in value
    ? value.value
    : value;
}

/** Unpacks the partial state that the host puts into a failed create or update. */
function withDetails(error: grpc.ServiceError): HostError {
  const [packed] = error.metadata.get("grpc-status-details-bin");
  if (!Buffer.isBuffer(packed)) return error;
  const [detail] = Status.deserializeBinary(packed).getDetailsList();
  const state = messages.ErrorResourceInitFailed.deserializeBinary(detail.getValue());
  return Object.assign(error, {
    id: state.getId(),
    properties: plain(state.getProperties()),
    reasons: state.getReasonsList(),
  });
}
