import type { ResourceName } from "../names";
import type { Definition } from "./definition";
import { definition as fileInspection } from "./fileInspection/definition";
import { definition as notificationConfig } from "./notificationConfig/definition";
import { definition as scanJob } from "./scanJob/definition";
import { definition as thresholdNotificationConfig } from "./thresholdNotificationConfig/definition";

/** What programs and provider process must both know of each resource. */
export const definitions = {
  ScanJob: scanJob,
  NotificationConfig: notificationConfig,
  ThresholdNotificationConfig: thresholdNotificationConfig,
  FileInspection: fileInspection,
} as const satisfies Record<ResourceName, Definition>;

/**
 * The only key of what the SDK sends in place of a value that Pulumi would lose, with the problem as text: `check`
 * refuses it, so none is ever stored.
 */
export const problemKey = "ncloud-security:problem";
