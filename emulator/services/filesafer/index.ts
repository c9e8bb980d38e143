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
  checkHash: (world, input) => {
    settleInspections(world);
    return checkHash(world, input);
  },
  getNotiConfig: (world, { filter }) => ({ ...success, notificationType: notificationType(world, filter) }),
  setNotiConfig: (world, input) => setNotification(world, input.filter, input.notificationType),
  getThresholdNotiConfig: (world, { filter }) => ({
    ...success,
    thresholdNotificationInfoList: thresholds(world, filter),
  }),
  setThresholdNotiConfig: (world, { filter, ...entry }) => setThreshold(world, filter, entry),
  removeThresholdNotiConfig: (world, { filter }) => removeThresholds(world, filter),
  inputFile,
  getInputFileLog: (world, { hash, hashType }) => {
    settleInspections(world);
    return logReply(world, findInspections(world, hashType, hash));
  },
  getInputFileLogByParentHash: (world, { parentHash, fromDate = 0, toDate = Number.MAX_SAFE_INTEGER }) => {
    settleInspections(world);
    return logReply(world, findInspectionsInside(world, parentHash, fromDate, toDate));
  },
};
