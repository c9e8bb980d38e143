import { z } from "zod";
import type { FilterSegment } from "../../../provider/ncp/api/filesafer/schemas";
import {
  type NotificationType,
  notificationTypes,
  type Threshold,
  thresholdNotificationTypes,
} from "../../../provider/ncp/api/filesafer/schemas";
import type { Context } from "../../account/context";
import { success } from "./reply";

/** As it stands in the path. */
const notificationRow = z.object({ notificationType: z.enum(notificationTypes) });

/** OFF before anything was set (inferred). */
export function notificationType(ctx: Context, filter: FilterSegment): NotificationType {
  const sql = "SELECT notificationType FROM notifications WHERE filter = ?";
  return ctx.database.first(notificationRow, sql, filter)?.notificationType ?? "OFF";
}

export function setNotification(ctx: Context, filter: FilterSegment, type: NotificationType): object {
  ctx.database.run("INSERT OR REPLACE INTO notifications VALUES (?, ?)", filter, type);
  return success;
}

const thresholdRow = z.object({
  notificationType: z.enum(thresholdNotificationTypes),
  referenceTime: z.int(),
  thresholdValue: z.int(),
});

/** In the order in which they were first set. */
export function thresholds(ctx: Context, filter: FilterSegment): Threshold[] {
  const sql = "SELECT * FROM thresholds WHERE filter = ? ORDER BY rowid";
  return ctx.database.all(thresholdRow, sql, filter);
}

/** Sets the entry of one notification type; a service that holds a single entry forgets the other. */
export function setThreshold(ctx: Context, filter: FilterSegment, entry: Threshold): object {
  return ctx.database.transaction(() => {
    if (ctx.settings.thresholdEntries === "single") removeThresholds(ctx, filter);
    ctx.database.run(
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

export function removeThresholds(ctx: Context, filter: FilterSegment): object {
  ctx.database.run("DELETE FROM thresholds WHERE filter = ?", filter);
  return success;
}
