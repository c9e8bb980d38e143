import { z } from "zod";
import type { FilterSegment } from "../../../provider/ncp/api/filesafer/schemas";
import {
  type NotificationType,
  notificationTypes,
  type Threshold,
  thresholdNotificationTypes,
} from "../../../provider/ncp/api/filesafer/schemas";
import type { Moment } from "../../account/moment";
import { success } from "./reply";

/** As it stands in the path. */
const notificationRow = z.object({ notificationType: z.enum(notificationTypes) });

/** OFF before anything was set (inferred). */
export function notificationType(moment: Moment, filter: FilterSegment): NotificationType {
  const sql = "SELECT notificationType FROM notifications WHERE filter = ?";
  return moment.database.first(notificationRow, sql, filter)?.notificationType ?? "OFF";
}

export function setNotification(moment: Moment, filter: FilterSegment, type: NotificationType): object {
  moment.database.run("INSERT OR REPLACE INTO notifications VALUES (?, ?)", filter, type);
  return success;
}

const thresholdRow = z.object({
  notificationType: z.enum(thresholdNotificationTypes),
  referenceTime: z.int(),
  thresholdValue: z.int(),
});

/** In the order in which they were first set. */
export function thresholds(moment: Moment, filter: FilterSegment): Threshold[] {
  const sql = "SELECT * FROM thresholds WHERE filter = ? ORDER BY rowid";
  return moment.database.all(thresholdRow, sql, filter);
}

/** Sets the entry of one notification type; a service that holds a single entry forgets the other. */
export function setThreshold(moment: Moment, filter: FilterSegment, entry: Threshold): object {
  return moment.database.transaction(() => {
    if (moment.settings.thresholdEntries === "single") removeThresholds(moment, filter);
    moment.database.run(
      `INSERT INTO thresholds VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET referenceTime = excluded.referenceTime, thresholdValue = excluded.thresholdValue`,
      filter,
      entry.notificationType,
      entry.referenceTime,
      entry.thresholdValue,
    );
    return success;
  });
}

export function removeThresholds(moment: Moment, filter: FilterSegment): object {
  moment.database.run("DELETE FROM thresholds WHERE filter = ?", filter);
  return success;
}
