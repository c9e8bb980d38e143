import { definitions } from "../../resources/definitions";
import { tokenOf } from "../dynamic/text";
import { findResource } from "./tokens";

/** The last token of a URN's types, before which stand those of its parents. */
export function readType(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/**
 * Which resource of which stack this is. A plugin is not told the organization; where backends have none, it has this
 * name as well.
 */
export function composeOwner(urn: string): string {
  return toOwner("organization", urn);
}

/**
 * What tells a resource from all others of its kind: organization, stack, project, the types of its parents, its name.
 * Parents of ours are spelt as under the dynamic shell, so that what is marked with it is found again when the stack
 * has moved.
 */
export function toOwner(organization: string, urn: string): string {
  // A name may hold "::" itself.
  const [stack = "", project, types = "", ...name] = urn.split("::");
  const parents = types.split("$").slice(0, -1).map(toDynamicType).join("$");
  return [`${organization}/${stack.replace(/^urn:pulumi:/, "")}`, project, parents, ...name].join("::");
}

function toDynamicType(type: string): string {
  const resource = findResource(type);
  return resource === undefined ? type : tokenOf(definitions[resource].module, resource);
}
