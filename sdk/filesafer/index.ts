/** File Safer: malware in files, and its notifications. */
export { NotificationConfig, type NotificationConfigArgs } from "./notificationConfig";
export {
  type Threshold,
  type ThresholdArgs,
  ThresholdNotificationConfig,
  type ThresholdNotificationConfigArgs,
} from "./thresholdNotificationConfig";
export { Filter, NotificationType, OnDestroy, ThresholdNotificationType } from "./values";
