import type { z } from "zod";
import type { Operation } from "../api/operation";
import { securityMonitoringOperations as operations } from "../api/securitymonitoring/operations";
import { type Platform, platformSegments } from "../api/securitymonitoring/schemas";
import type { CallOptions, Gateway } from "../http/request";
import { call } from "./call";

/** The input of a call, with the platform by its friendly name. */
type On<Input> = Input extends { platform: unknown }
  ? Omit<Input, "platform"> & { platform: Platform }
  : never;

export type SecurityMonitoringClient = ReturnType<typeof securityMonitoringClient>;

/** One typed function for each documented call of Security Monitoring. */
export function securityMonitoringClient(gateway: Gateway) {
  const bind =
    <Input extends z.ZodType, Output extends z.ZodType>(operation: Operation<Input, Output>) =>
    (input: On<z.input<Input>>, options?: CallOptions) => {
      const wire = { ...input, platform: platformSegments[input.platform] };
      return call(gateway, operation, wire as z.input<Input>, options);
    };
  return {
    getAVList: bind(operations.getAVList),
    getDDoSList: bind(operations.getDDoSList),
    getDDoSEventDetail: bind(operations.getDDoSEventDetail),
    getIDSList: bind(operations.getIDSList),
    getIDSEventDetail: bind(operations.getIDSEventDetail),
    getIPSList: bind(operations.getIPSList),
    getWAFList: bind(operations.getWAFList),
  };
}

export { securityMonitoringOperations } from "../api/securitymonitoring/operations";
export * from "../api/securitymonitoring/schemas";
