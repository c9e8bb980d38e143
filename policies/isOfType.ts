import type { ResourceName } from "../provider/names";
import { definitions } from "../provider/resources/definitions";
import { tokenOf } from "../provider/shells/dynamic/text";
import { pluginTokenOf } from "../provider/shells/plugin/tokens";

/** A resource of this package, by its module and its class. */
export type ResourceType =
  | "wsc:ScanJob"
  | "filesafer:NotificationConfig"
  | "filesafer:ThresholdNotificationConfig"
  | "filesafer:FileInspection";

const resources: Readonly<Record<ResourceType, ResourceName>> = {
  "wsc:ScanJob": "ScanJob",
  "filesafer:NotificationConfig": "NotificationConfig",
  "filesafer:ThresholdNotificationConfig": "ThresholdNotificationConfig",
  "filesafer:FileInspection": "FileInspection",
};

/** What a rule is shown of a resource. */
export interface Judged {
  /** Its type, as Pulumi spells it. */
  readonly type: string;
}

/**
 * Answers whether what a policy looks at is a resource of one of these types, whichever of the dynamic provider and
 * the plugin carries it. Pulumi's own `isType` knows a class by a single token, and ours have two.
 *
 * @example
 * if (isOfType("wsc:ScanJob")(args)) reportViolation("there are no scans in this stack");
 */
export function isOfType(...types: readonly ResourceType[]): (resource: Judged) => boolean {
  const tokens = new Set(types.flatMap((type) => listTokens(resources[type])));
  return ({ type }) => tokens.has(type);
}

function listTokens(resource: ResourceName): string[] {
  return [tokenOf(definitions[resource].module, resource), pluginTokenOf(resource)];
}
