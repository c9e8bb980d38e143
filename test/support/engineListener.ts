import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

/** A line that a provider has shown, and the resource that it is about, if any. */
export interface Line {
  readonly message: string;
  readonly urn: string;
  /** True where the next one takes its place. */
  readonly isStatus: boolean;
}

/** What a provider process sees of its engine: an address that takes lines for the user. */
export class EngineListener {
  private constructor(
    private readonly server: grpc.Server,
    readonly address: string,
    readonly lines: readonly Line[],
  ) {}

  static async open(): Promise<EngineListener> {
    const lines: Line[] = [];
    const server = new grpc.Server();
    const log: grpc.handleUnaryCall<LogRequest, Empty> = ({ request }, callback) => {
      lines.push({ message: request.getMessage(), urn: request.getUrn(), isStatus: request.getEphemeral() });
      callback(null, new Empty());
    };
    server.addService(EngineService, { log });
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    return new EngineListener(server, `127.0.0.1:${port}`, lines);
  }

  close(): void {
    this.server.forceShutdown();
  }
}
