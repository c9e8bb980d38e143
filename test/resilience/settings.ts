import {
  type Filter,
  filters,
  type NotificationType,
  type Threshold,
} from "../../provider/ncp/api/filesafer/schemas";
import { indexByType } from "../../provider/resources/thresholdNotificationConfig/thresholds";
import type { Program } from "../support/fakeEngine";
import type { World } from "../support/world";

export type Settings = Record<Filter, { notificationType: NotificationType; thresholds: Threshold[] }>;

/** What NCP holds of File Safer's settings. */
export function settingsOf({ remote }: World): Settings {
  const of = (filter: Filter) => ({
    notificationType: remote.notification(filter),
    thresholds: indexByType(remote.thresholds(filter)),
  });
  return { hash: of("hash"), file: of("file") };
}

/** What it should hold: the program's settings, and something else where the program says nothing. */
export function wantedSettings(program: Program, otherwise: Settings): Settings {
  const wanted = structuredClone(otherwise);
  for (const { type, args } of Object.values(program)) {
    const filter = filters.find((each) => each === args.filter);
    if (filter === undefined) continue;
    if (type === "NotificationConfig")
      wanted[filter].notificationType = args.notificationType as NotificationType;
    if (type === "ThresholdNotificationConfig")
      wanted[filter].thresholds = indexByType(args.thresholds as Threshold[]);
  }
  return wanted;
}
