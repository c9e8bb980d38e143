import type { fileSaferOperations } from "../../../provider/ncp/api/filesafer/operations";
import type { Handlers } from "../../gateway/handlers";
import { findInspections, findInspectionsInside, logReply, settleInspections } from "./inspections";
import { checkHash } from "./malware";
import {
  notificationType,
  removeThresholds,
  setNotification,
  setThreshold,
  thresholds,
} from "./notifications";
import { success } from "./reply";
import { inputFile } from "./upload";

export const fileSaferHandlers: Handlers<typeof fileSaferOperations> = {
  checkHash: (moment, input) => {
    settleInspections(moment);
    return checkHash(moment, input);
  },
  getNotiConfig: (moment, { filter }) => ({ ...success, notificationType: notificationType(moment, filter) }),
  setNotiConfig: (moment, input) => setNotification(moment, input.filter, input.notificationType),
  getThresholdNotiConfig: (moment, { filter }) => ({
    ...success,
    thresholdNotificationInfoList: thresholds(moment, filter),
  }),
  setThresholdNotiConfig: (moment, { filter, ...entry }) => setThreshold(moment, filter, entry),
  removeThresholdNotiConfig: (moment, { filter }) => removeThresholds(moment, filter),
  inputFile,
  getInputFileLog: (moment, { hash, hashType }) => {
    settleInspections(moment);
    return logReply(moment, findInspections(moment, hashType, hash));
  },
  getInputFileLogByParentHash: (moment, { parentHash, fromDate = 0, toDate = Number.MAX_SAFE_INTEGER }) => {
    settleInspections(moment);
    return logReply(moment, findInspectionsInside(moment, parentHash, fromDate, toDate));
  },
};
