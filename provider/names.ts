/** Names that stand in every state and in every stack's configuration, so none of them may ever change. */

export const resourceNames = [
  "ScanJob",
  "NotificationConfig",
  "ThresholdNotificationConfig",
  "FileInspection",
] as const;

/** A resource class, and the export of the runtime that serves it. */
export type ResourceName = (typeof resourceNames)[number];

/** The namespace of the settings, in the stack config and in a Provider's arguments. */
export const configNamespace = "ncloud-security";

/** Settings, in the order in which the documentation lists them. */
export const configKeys = [
  "accessKey",
  "secretKey",
  "profile",
  "apiKey",
  "account",
  "site",
  "endpoint",
  "endpoints",
  "retry",
  "timeouts",
  "serverRole",
  "metadataEndpoint",
] as const;

export type ConfigKey = (typeof configKeys)[number];
