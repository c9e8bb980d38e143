import { stsOperations as operations } from "../api/sts/operations";
import type { CallOptions, Gateway } from "../http/request";
import { call } from "./call";

export type StsClient = ReturnType<typeof stsClient>;

/** One typed function for each call of the Secure Token Service that this package makes. */
export function stsClient(gateway: Gateway) {
  return {
    /** Whose keys these are. */
    getCallerIdentity: (options?: CallOptions) => call(gateway, operations.getCallerIdentity, {}, options),
  };
}

export { stsOperations } from "../api/sts/operations";
export * from "../api/sts/schemas";
