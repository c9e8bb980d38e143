import type { z } from "zod";
import { wscOperations as operations } from "../api/wsc/operations";
import type { CallOptions, Gateway } from "../http/request";
import { call } from "./call";

type Input<Name extends keyof typeof operations> = z.input<(typeof operations)[Name]["input"]>;

export type WscClient = ReturnType<typeof wscClient>;

/** One typed function for each documented call of Web Security Checker. */
export function wscClient(gateway: Gateway) {
  return {
    getJobs: (input: Input<"getJobs">, options?: CallOptions) =>
      call(gateway, operations.getJobs, input, options),
    searchJobs: (input: Input<"searchJobs">, options?: CallOptions) =>
      call(gateway, operations.searchJobs, input, options),
    /** Billed at every call: never send it again without looking for the job first. */
    createJob: (input: Input<"createJob">, options?: CallOptions) =>
      call(gateway, operations.createJob, input, options),
    cancelJob: (input: Input<"cancelJob">, options?: CallOptions) =>
      call(gateway, operations.cancelJob, input, options),
    stopJob: (input: Input<"stopJob">, options?: CallOptions) =>
      call(gateway, operations.stopJob, input, options),
    getReport: (input: Input<"getReport">, options?: CallOptions) =>
      call(gateway, operations.getReport, input, options),
  };
}

export { datedReport } from "../api/wsc/datedReport";
export { wscOperations } from "../api/wsc/operations";
export * from "../api/wsc/schemas";
export * from "./jobPages";
