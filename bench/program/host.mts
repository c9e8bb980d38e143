import { createRequire } from "node:module";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { startBackground } from "../stand/background.mts";

// The host's own wire definitions; @pulumi/pulumi ships them without types for most.
const load = createRequire(import.meta.url);
const { ResourceProviderClient } = load("@pulumi/pulumi/proto/provider_grpc_pb");
const { CheckRequest, ConfigureRequest } = load("@pulumi/pulumi/proto/provider_pb");
const { Struct } = load("google-protobuf/google/protobuf/struct_pb");

type Properties = Record<string, unknown>;

/** Milliseconds until Pulumi's dynamic provider host is there, and from then until it has answered its first check. */
export async function measureFirstCheck(news: Properties, env: NodeJS.ProcessEnv = {}) {
  await using host = await startBackground(
    [load.resolve("@pulumi/pulumi/cmd/dynamic-provider"), "127.0.0.1:1"],
    {
      ...process.env,
      PULUMI_NODEJS_PROJECT: "bench",
      PULUMI_NODEJS_STACK: "bench",
      ...env,
    },
  );
  const client = new ResourceProviderClient(`127.0.0.1:${host.firstLine}`, credentials.createInsecure());
  const call = (method: string, request: unknown) =>
    new Promise((resolve, reject) => {
      client[method](request, (error: ServiceError | null, answer: unknown) =>
        error === null ? resolve(answer) : reject(error),
      );
    });
  // What a client spends on its first call is not the host's.
  await call("getPluginInfo", new (load("google-protobuf/google/protobuf/empty_pb").Empty)());
  const started = performance.now();
  await call("configure", fill(new ConfigureRequest(), "setArgs", {}));
  await call("check", fill(fill(new CheckRequest(), "setOlds", {}), "setNews", news));
  const check = performance.now() - started;
  client.close();
  return { ready: host.readyAfter, check, all: host.readyAfter + check };
}

function fill<Request>(request: Request, field: string, properties: Properties): Request {
  Object(request)[field](Struct.fromJavaScript(properties));
  return request;
}
