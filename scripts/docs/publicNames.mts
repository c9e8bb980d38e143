import type { fileSaferOperations } from "../../dist/provider/ncp/api/filesafer/operations.js";
import type { securityMonitoringOperations } from "../../dist/provider/ncp/api/securitymonitoring/operations.js";
import type { stsOperations } from "../../dist/provider/ncp/api/sts/operations.js";
import type { wscOperations } from "../../dist/provider/ncp/api/wsc/operations.js";

type Operations = typeof wscOperations &
  typeof fileSaferOperations &
  typeof securityMonitoringOperations &
  typeof stsOperations;

/** What of the SDK makes each call: the query function first, then the resources; nothing for a call that is internal. */
export const publicNames: Readonly<Record<keyof Operations, readonly string[]>> = {
  getJobs: ["wsc.getJobs"],
  searchJobs: ["wsc.searchJobs", "wsc.ScanJob"],
  createJob: ["wsc.ScanJob"],
  cancelJob: ["wsc.ScanJob"],
  stopJob: ["wsc.ScanJob"],
  getReport: ["wsc.getReport", "wsc.ScanJob"],
  checkHash: ["filesafer.checkHash"],
  getNotiConfig: ["filesafer.getNotificationConfig", "filesafer.NotificationConfig"],
  setNotiConfig: ["filesafer.NotificationConfig"],
  getThresholdNotiConfig: [
    "filesafer.getThresholdNotificationConfig",
    "filesafer.ThresholdNotificationConfig",
  ],
  setThresholdNotiConfig: ["filesafer.ThresholdNotificationConfig"],
  removeThresholdNotiConfig: ["filesafer.ThresholdNotificationConfig"],
  inputFile: ["filesafer.FileInspection"],
  getInputFileLog: ["filesafer.getInputFileLog", "filesafer.FileInspection"],
  getInputFileLogByParentHash: ["filesafer.getInputFileLogByParentHash", "filesafer.FileInspection"],
  getAVList: ["securitymonitoring.getAVList"],
  getDDoSList: ["securitymonitoring.getDDoSList"],
  getDDoSEventDetail: ["securitymonitoring.getDDoSEventDetail"],
  getIDSList: ["securitymonitoring.getIDSList"],
  getIDSEventDetail: ["securitymonitoring.getIDSEventDetail"],
  getIPSList: ["securitymonitoring.getIPSList"],
  getWAFList: ["securitymonitoring.getWAFList"],
  getCallerIdentity: [],
};

/** The SDK's names for a call. */
export function publicNamesOf(operation: string): readonly string[] {
  const entry = Object.entries(publicNames).find(([name]) => name === operation);
  if (entry === undefined) throw new Error(`scripts/docs/publicNames.mts does not have ${operation}`);
  return entry[1];
}
