import type { CallOptions, Gateway } from "../../gateway/request";
import { call } from "../call";
import { stsOperations as operations } from "./operations";

export type StsClient = ReturnType<typeof stsClient>;

/** One typed function for each call of the Secure Token Service that this package makes. */
export function stsClient(gateway: Gateway) {
  return {
    /** Whose keys these are. */
    getCallerIdentity: (options?: CallOptions) => call(gateway, operations.getCallerIdentity, {}, options),
  };
}

export { stsOperations } from "./operations";
export * from "./schemas";
