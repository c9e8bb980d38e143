import type { z } from "zod";
import type { CodeTable, Method, Requirements, ServiceName } from "./service";

/** One documented call: all that the client, the emulator and the support matrix know of it. */
export interface Operation<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly service: ServiceName;
  /** The API's own name. */
  readonly name: string;
  readonly method: Method;
  /** The path, with `{field}` for each field of the input that travels in it. */
  readonly path: string;
  /** How the fields that are not in the path travel. */
  readonly carries: "nothing" | "query" | "json" | "multipart";
  /** See GatewayRequest.repeatable. */
  readonly repeatable: boolean;
  /** Fields of the input that hold secrets. */
  readonly secretFields?: readonly string[];
  readonly input: Input;
  readonly output: Output;
  readonly codes: CodeTable;
  readonly requires?: Requirements;
  /** The page that documents the call. */
  readonly document: string;
  /** What the documents do not say and this project assumes, a sentence each. */
  readonly inferred: readonly string[];
}

export function defineOperation<Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output>,
): Operation<Input, Output> {
  return operation;
}
