import { Metadata, type ServerErrorResponse, status } from "@grpc/grpc-js";
import { CheckFailure, ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type PartialFailure, readMessage } from "../../resources/kit/failure";
import type { Failure } from "../../resources/kit/lifecycle";
import { readForeseenMessage } from "../failures";

export function describeFailures(failures: readonly Failure[]): CheckFailure[] {
  return failures.map(({ property, reason }) => new CheckFailure().setProperty(property).setReason(reason));
}

/** A step that failed half-way, with the state that it has left. */
export class InitFailure extends Error {
  readonly metadata = new Metadata();

  constructor(failure: PartialFailure, inputs: Struct, outputs: Struct) {
    super(failure.message);
    const left = new ErrorResourceInitFailed()
      .setId(failure.id)
      .setInputs(inputs)
      .setProperties(outputs)
      .setReasonsList([...failure.reasons]);
    const detail = new Any();
    detail.pack(left.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const carrier = new Status().setCode(status.UNKNOWN).setMessage(failure.message).setDetailsList([detail]);
    this.metadata.set("grpc-status-details-bin", Buffer.from(carrier.serializeBinary()));
  }
}

/** An error as the engine is told it. One that nobody foresaw is shown with its stack, for who reports it. */
export function describeError(error: unknown): Partial<ServerErrorResponse> {
  if (error instanceof InitFailure)
    return { code: status.UNKNOWN, details: error.message, metadata: error.metadata };
  const foreseen = readForeseenMessage(error);
  if (foreseen === undefined) console.error(error);
  return { code: status.UNKNOWN, details: foreseen ?? readMessage(error) };
}
