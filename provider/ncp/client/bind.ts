import type { z } from "zod";
import { type Filter, type FilterSegment, filterSegments } from "../api/filesafer/schemas";
import type { Operation } from "../api/operation";
import { type Platform, platformSegments } from "../api/securitymonitoring/schemas";
import type { CallOptions, Gateway } from "../http/request";
import { call } from "./call";

type PlatformSegment = (typeof platformSegments)[Platform];

/** The input of a call, with File Safer's filter and Security Monitoring's platform by the names that programs use. */
type Named<Input> = Input extends { filter: FilterSegment }
  ? Omit<Input, "filter"> & { filter: Filter }
  : Input extends { platform: PlatformSegment }
    ? Omit<Input, "platform"> & { platform: Platform }
    : Input;

/** One typed function for each operation of a table. */
export type Calls<Operations> = {
  readonly [Name in keyof Operations]: Operations[Name] extends Operation<infer Input, infer Output>
    ? (input: Named<z.input<Input>>, options?: CallOptions) => Promise<z.output<Output>>
    : never;
};

export function bindOperations<Operations extends Readonly<Record<string, Operation>>>(
  gateway: Gateway,
  operations: Operations,
): Calls<Operations> {
  const calls = Object.entries(operations).map(([name, operation]) => [
    name,
    (input: Input, options?: CallOptions) => call(gateway, operation, nameSegments(input), options),
  ]);
  return Object.fromEntries(calls);
}

interface Input {
  readonly filter?: Filter;
  readonly platform?: Platform;
}

function nameSegments(input: Input): object {
  const { filter, platform } = input;
  if (filter !== undefined) return { ...input, filter: filterSegments[filter] };
  return platform === undefined ? input : { ...input, platform: platformSegments[platform] };
}
