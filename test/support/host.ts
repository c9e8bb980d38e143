import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import type { ResourceName } from "../../provider/names";
import { providerText } from "../../provider/shells/dynamic/text";

// The host's own wire definitions; @pulumi/pulumi ships them without types for most.
const load = createRequire(__filename);
const { ResourceProviderClient } = load("@pulumi/pulumi/proto/provider_grpc_pb");
const messages = load("@pulumi/pulumi/proto/provider_pb");
const { Struct } = load("google-protobuf/google/protobuf/struct_pb");
const { Status } = load("@pulumi/pulumi/proto/status_pb");

type Properties = Record<string, unknown>;

/** A failed call; with `id` and `properties` where the host handed over partial state. */
export interface HostError extends Error {
  id?: string;
  properties?: Properties;
  reasons?: string[];
}

/** Pulumi's dynamic provider host as the engine runs it: a process of its own, spoken to over gRPC. */
export class Host {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: InstanceType<typeof ResourceProviderClient>,
    /** What the process has printed on either stream. */
    readonly output: string[],
  ) {}

  static async start(env: NodeJS.ProcessEnv = {}): Promise<Host> {
    const child = spawn(
      process.execPath,
      [load.resolve("@pulumi/pulumi/cmd/dynamic-provider"), "127.0.0.1:1"],
      {
        env: { ...process.env, PULUMI_NODEJS_PROJECT: "host-test", PULUMI_NODEJS_STACK: "test", ...env },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    const output: string[] = [];
    createInterface({ input: child.stderr }).on("line", (line) => output.push(line));
    const port = await new Promise<string>((resolve, reject) => {
      const lines = createInterface({ input: child.stdout });
      lines.once("line", resolve);
      lines.on("line", (line) => output.push(line));
      child.once("exit", (code) => reject(new Error(`the host ended with ${code}: ${output.join("\n")}`)));
    });
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    return new Host(child, client, output);
  }

  async configure(config: Properties): Promise<void> {
    const request = new messages.ConfigureRequest();
    request.setArgs(Struct.fromJavaScript(config));
    await this.call("configure", request);
  }

  async check(resource: ResourceName, news: Properties, olds: Properties = {}) {
    const request = new messages.CheckRequest();
    request.setOlds(struct(resource, olds));
    request.setNews(struct(resource, news));
    const response = await this.call("check", request);
    const failures: { property: string; reason: string }[] = response.toObject().failuresList;
    return { inputs: plain(response.getInputs()), failures };
  }

  async diff(resource: ResourceName, id: string, olds: Properties, news: Properties) {
    const request = new messages.DiffRequest();
    request.setId(id);
    request.setOlds(struct(resource, olds));
    request.setNews(struct(resource, news));
    const { changes, replacesList, deletebeforereplace } = (await this.call("diff", request)).toObject();
    const some = messages.DiffResponse.DiffChanges.DIFF_SOME;
    return {
      changes: changes === some,
      replaces: replacesList as string[],
      deleteBeforeReplace: deletebeforereplace,
    };
  }

  async create(resource: ResourceName, inputs: Properties) {
    const request = new messages.CreateRequest();
    request.setProperties(struct(resource, inputs));
    const response = await this.call("create", request);
    return { id: response.getId() as string, outputs: plain(response.getProperties()) };
  }

  async update(resource: ResourceName, id: string, olds: Properties, news: Properties) {
    const request = new messages.UpdateRequest();
    request.setId(id);
    request.setOlds(struct(resource, olds));
    request.setNews(struct(resource, news));
    return { outputs: plain((await this.call("update", request)).getProperties()) };
  }

  async read(resource: ResourceName, id: string, properties: Properties = {}) {
    const request = new messages.ReadRequest();
    request.setId(id);
    request.setProperties(struct(resource, properties));
    const response = await this.call("read", request);
    return {
      id: response.getId() as string,
      outputs: plain(response.getProperties()),
      inputs: plain(response.getInputs()),
    };
  }

  async delete(resource: ResourceName, id: string, outputs: Properties): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setId(id);
    request.setProperties(struct(resource, outputs));
    await this.call("delete", request);
  }

  async stop(): Promise<void> {
    this.client.close();
    const ended = new Promise((resolve) => this.child.once("close", resolve));
    this.child.kill();
    await ended;
  }

  private call(method: string, request: unknown) {
    return new Promise<ReturnType<typeof JSON.parse>>((resolve, reject) => {
      this.client[method](request, (error: grpc.ServiceError | null, response: unknown) => {
        if (error === null) resolve(response);
        else reject(withDetails(error));
      });
    });
  }
}

function struct(resource: ResourceName, properties: Properties) {
  return Struct.fromJavaScript({ ...properties, __provider: providerText(resource) });
}

function plain(message: { toJavaScript(): Properties } | undefined): Properties {
  const { __provider, ...properties } = message?.toJavaScript() ?? {};
  return properties;
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
