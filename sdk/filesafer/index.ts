/** File Safer: malware in files, and its notifications. */

export type { InspectedEntry, Verdict } from "../../provider/resources/outputs";
export type {
  HashCheck,
  HashCheckList,
  InputFileLog,
  InputFileLogEntry,
  NotificationSetting,
  ThresholdNotificationSetting,
} from "./answers";
export { FileInspection, type FileInspectionArgs, type FileInspectionTimeouts } from "./fileInspection";
export { NotificationConfig, type NotificationConfigArgs } from "./notificationConfig";
export {
  type CheckHashArgs,
  checkHash,
  checkHashOutput,
  type GetInputFileLogArgs,
  type GetInputFileLogByParentHashArgs,
  type GetNotificationConfigArgs,
  getInputFileLog,
  getInputFileLogByParentHash,
  getInputFileLogByParentHashOutput,
  getInputFileLogOutput,
  getNotificationConfig,
  getNotificationConfigOutput,
  getThresholdNotificationConfig,
  getThresholdNotificationConfigOutput,
} from "./queries";
export {
  type Threshold,
  type ThresholdArgs,
  ThresholdNotificationConfig,
  type ThresholdNotificationConfigArgs,
} from "./thresholdNotificationConfig";
export { Allow, Filter, HashType, NotificationType, OnDestroy, ThresholdNotificationType } from "./values";
