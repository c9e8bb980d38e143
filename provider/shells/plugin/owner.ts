import { definitions } from "../../resources/definitions";
import { tokenOf } from "../dynamic/text";
import { findResource } from "./tokens";

/** The last token of a URN's types, before which stand those of its parents. */
export function readType(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/**
 * Which resource of which stack a URN means, as the SDK spells it under the dynamic shell: what is marked with it is
 * found again when the stack has moved. A plugin is not told the organization; where backends have none, it has this
 * name as well.
 */
export function composeOwner(urn: string): string {
  return `organization/${toDynamicUrn(urn)}`;
}

/** The URN that the resource has under the dynamic shell. Its parents may be resources of ours, too. */
export function toDynamicUrn(urn: string): string {
  // A name may hold "::" itself.
  const [stack, project, types = "", ...name] = urn.split("::");
  return [stack, project, types.split("$").map(toDynamicType).join("$"), ...name].join("::");
}

function toDynamicType(type: string): string {
  const resource = findResource(type);
  return resource === undefined ? type : tokenOf(definitions[resource].module, resource);
}
