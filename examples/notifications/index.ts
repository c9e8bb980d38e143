import * as security from "pulumi-ncloud-security";

const {
  Filter,
  NotificationConfig,
  NotificationType,
  ThresholdNotificationConfig,
  ThresholdNotificationType,
} = security.filesafer;

// Whom File Safer notifies is set in the console; when it does is code.
for (const filter of Object.values(Filter)) {
  new NotificationConfig(`${filter}-alerts`, { filter, notificationType: NotificationType.MalwareOrError });

  new ThresholdNotificationConfig(`${filter}-outbreak`, {
    filter,
    thresholds: [
      // Ten infected files within five minutes are an outbreak.
      { notificationType: ThresholdNotificationType.Malware, referenceTime: 5, thresholdValue: 10 },
      { notificationType: ThresholdNotificationType.Error, referenceTime: 30, thresholdValue: 100 },
    ],
  });
}
