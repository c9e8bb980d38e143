import { z } from "zod";
import type { FilterSegment } from "../../../provider/ncp/api/filesafer/schemas";
import {
  type NotificationType,
  notificationTypes,
  type Threshold,
  thresholdNotificationTypes,
} from "../../../provider/ncp/api/filesafer/schemas";
import type { World } from "../../account/world";
import { success } from "./reply";

/** As it stands in the path. */
const notificationRow = z.object({ notificationType: z.enum(notificationTypes) });

/** OFF before anything was set (inferred). */
export function notificationType(world: World, filter: FilterSegment): NotificationType {
  const sql = "SELECT notificationType FROM notifications WHERE filter = ?";
  return world.database.first(notificationRow, sql, filter)?.notificationType ?? "OFF";
}

export function setNotification(world: World, filter: FilterSegment, type: NotificationType): object {
  world.database.run("INSERT OR REPLACE INTO notifications VALUES (?, ?)", filter, type);
  return success;
}

const thresholdRow = z.object({
  notificationType: z.enum(thresholdNotificationTypes),
  referenceTime: z.int(),
  thresholdValue: z.int(),
});

/** In the order in which they were first set. */
export function thresholds(world: World, filter: FilterSegment): Threshold[] {
  const sql = "SELECT * FROM thresholds WHERE filter = ? ORDER BY rowid";
  return world.database.all(thresholdRow, sql, filter);
}

/** Sets the entry of one notification type; a service that holds a single entry forgets the other. */
export function setThreshold(world: World, filter: FilterSegment, entry: Threshold): object {
  return world.database.transaction(() => {
    if (world.settings.thresholdEntries === "single") removeThresholds(world, filter);
    world.database.run(
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

export function removeThresholds(world: World, filter: FilterSegment): object {
  world.database.run("DELETE FROM thresholds WHERE filter = ?", filter);
  return success;
}
