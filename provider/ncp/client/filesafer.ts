import type { z } from "zod";
import { fileSaferOperations as operations } from "../api/filesafer/operations";
import { type Filter, filterSegments, type NotificationType, type Threshold } from "../api/filesafer/schemas";
import type { CallOptions, Gateway } from "../http/request";
import { call } from "./call";

type Input<Name extends keyof typeof operations> = z.input<(typeof operations)[Name]["input"]>;

export type FileSaferClient = ReturnType<typeof fileSaferClient>;

/** One typed function for each documented call of File Safer; `filter` chooses Hash Filter or File Filter. */
export function fileSaferClient(gateway: Gateway) {
  const at = (filter: Filter) => ({ filter: filterSegments[filter] });
  return {
    checkHash: (input: Input<"checkHash">, options?: CallOptions) =>
      call(gateway, operations.checkHash, input, options),
    getNotiConfig: (filter: Filter, options?: CallOptions) =>
      call(gateway, operations.getNotiConfig, at(filter), options),
    setNotiConfig: (filter: Filter, notificationType: NotificationType, options?: CallOptions) =>
      call(gateway, operations.setNotiConfig, { ...at(filter), notificationType }, options),
    getThresholdNotiConfig: (filter: Filter, options?: CallOptions) =>
      call(gateway, operations.getThresholdNotiConfig, at(filter), options),
    setThresholdNotiConfig: (filter: Filter, threshold: Threshold, options?: CallOptions) =>
      call(gateway, operations.setThresholdNotiConfig, { ...at(filter), ...threshold }, options),
    removeThresholdNotiConfig: (filter: Filter, options?: CallOptions) =>
      call(gateway, operations.removeThresholdNotiConfig, at(filter), options),
    inputFile: (input: Input<"inputFile">, options?: CallOptions) =>
      call(gateway, operations.inputFile, input, options),
    getInputFileLog: (input: Input<"getInputFileLog">, options?: CallOptions) =>
      call(gateway, operations.getInputFileLog, input, options),
    getInputFileLogByParentHash: (input: Input<"getInputFileLogByParentHash">, options?: CallOptions) =>
      call(gateway, operations.getInputFileLogByParentHash, input, options),
  };
}

export { fileSaferOperations } from "../api/filesafer/operations";
export * from "../api/filesafer/schemas";
