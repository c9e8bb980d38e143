import type { Policies } from "@pulumi/policy";
import { bothFilters } from "./rules/bothFilters";
import { cleanFiles } from "./rules/cleanFiles";
import { notificationsOn } from "./rules/notificationsOn";
import { plainSecrets } from "./rules/plainSecrets";
import { scanGate } from "./rules/scanGate";
import { scanMaxAge } from "./rules/scanMaxAge";

export { isOfType, type Judged, type ResourceType } from "./isOfType";

/** The policies of the pack that is shipped, to stand in a pack of your own: all of them, or some by their names. */
export const policies: Policies = [
  scanGate,
  scanMaxAge,
  plainSecrets,
  notificationsOn,
  bothFilters,
  cleanFiles,
];
