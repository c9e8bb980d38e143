import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { createService } from "./service";
import { Session } from "./session";

/** Bytes of a message; the engine's own limit. */
const limit = 400 * 1024 * 1024;

/** Serves one engine until it ends. `args` are those that it has started this process with. */
export function serve(args: readonly string[]): void {
  const server = new Server({
    "grpc.max_receive_message_length": limit,
    "grpc.max_send_message_length": limit,
  });
  server.addService(ResourceProviderService, createService(new Session(args)));
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    // The one line that the engine waits for.
    console.log(port);
  });
}
