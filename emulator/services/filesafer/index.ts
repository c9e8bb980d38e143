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
  checkHash: (ctx, input) => {
    settleInspections(ctx);
    return checkHash(ctx, input);
  },
  getNotiConfig: (ctx, { filter }) => ({ ...success, notificationType: notificationType(ctx, filter) }),
  setNotiConfig: (ctx, input) => setNotification(ctx, input.filter, input.notificationType),
  getThresholdNotiConfig: (ctx, { filter }) => ({
    ...success,
    thresholdNotificationInfoList: thresholds(ctx, filter),
  }),
  setThresholdNotiConfig: (ctx, { filter, ...entry }) => setThreshold(ctx, filter, entry),
  removeThresholdNotiConfig: (ctx, { filter }) => removeThresholds(ctx, filter),
  inputFile,
  getInputFileLog: (ctx, { hash, hashType }) => {
    settleInspections(ctx);
    return logReply(ctx, findInspections(ctx, hashType, hash));
  },
  getInputFileLogByParentHash: (ctx, { parentHash, fromDate = 0, toDate = Number.MAX_SAFE_INTEGER }) => {
    settleInspections(ctx);
    return logReply(ctx, findInspectionsInside(ctx, parentHash, fromDate, toDate));
  },
};
