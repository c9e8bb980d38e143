import { toPolicy } from "../rule";

export const notificationsOn = toPolicy<object>({
  name: "notifications-on",
  description: "File Safer's notifications are not turned off.",
  types: ["filesafer:NotificationConfig"],
  config: {},
  findProblems: ({ notificationType }) =>
    notificationType === "OFF" ? ["its notificationType is OFF: nobody hears of malware"] : [],
});
