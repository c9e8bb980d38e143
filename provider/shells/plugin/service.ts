import type { handleUnaryCall } from "@grpc/grpc-js";
import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  GetSchemaResponse,
  type ProviderHandshakeRequest,
  ProviderHandshakeResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { version } from "../../version";
import { describeError } from "./failures";
import { createFunctionService } from "./functions";
import { createResourceService } from "./resources";
import { readSchema } from "./schema";
import type { Session } from "./session";
import { createSettingsService } from "./settings";

/** Pulumi's provider protocol. What is not in here is answered as not implemented. */
export function createService(session: Session) {
  const settings = createSettingsService(session);
  const resources = createResourceService(session);
  const { invoke } = createFunctionService(session);

  const unary =
    <Request, Response>(
      answer: (request: Request) => Response | Promise<Response>,
    ): handleUnaryCall<Request, Response> =>
    async ({ request }, callback) => {
      try {
        const response = await answer(request);
        await session.engine.flush();
        callback(null, response);
      } catch (error) {
        await session.engine.flush();
        callback(describeError(error));
      }
    };

  return {
    handshake: unary((request: ProviderHandshakeRequest) => {
      session.begin(request.getEngineAddress());
      return new ProviderHandshakeResponse().setAcceptSecrets(true);
    }),
    /** Sent in place of a handshake where the user has started this process for a debugger. */
    attach: unary((request: PluginAttach) => {
      session.engine.connect(request.getAddress());
      return new Empty();
    }),
    getPluginInfo: unary(() => new PluginInfo().setVersion(version)),
    getSchema: unary(() => new GetSchemaResponse().setSchema(readSchema())),
    cancel: unary(() => {
      session.cancel();
      return new Empty();
    }),
    checkConfig: unary(settings.checkConfig),
    diffConfig: unary(settings.diffConfig),
    configure: unary(settings.configure),
    invoke: unary(invoke),
    check: unary(resources.check),
    diff: unary(resources.diff),
    create: unary(resources.create),
    update: unary(resources.update),
    read: unary(resources.read),
    delete: unary(resources.delete),
  } satisfies Partial<IResourceProviderServer>;
}
