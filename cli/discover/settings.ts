import type { FilterSettings } from "./account";
import type { Unnamed } from "./discovered";

/** A filter always notifies in some way, if only never; it need not have thresholds. */
export function findSettings({ filter, notificationType, thresholds }: FilterSettings): Unnamed[] {
  const notifications: Unnamed = {
    type: "NotificationConfig",
    names: [`${filter}-notifications`],
    id: filter,
    args: { filter, notificationType },
  };
  if (thresholds.length === 0) return [notifications];
  const entries = thresholds.map(({ notificationType, referenceTime, thresholdValue }) => ({
    notificationType,
    referenceTime,
    thresholdValue,
  }));
  const config = {
    type: "ThresholdNotificationConfig",
    names: [`${filter}-thresholds`],
    id: filter,
  } as const;
  return [notifications, { ...config, args: { filter, thresholds: entries } }];
}
