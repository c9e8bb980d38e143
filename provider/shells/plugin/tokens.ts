import { type ResourceName, resourceNames } from "../../names";
import { definitions } from "../../resources/definitions";

/** What stands here is in every state that the plugin has written, and in its schema, so none of it may ever change. */

/** The package that the plugin answers to. */
export const pluginPackage = "ncloud-security";

/** The token of a resource: `ncloud-security:wsc:ScanJob`. */
export function pluginTokenOf(resource: ResourceName): string {
  return `${pluginPackage}:${definitions[resource].module}:${resource}`;
}

/** The resource that has a token, if it is one of the plugin's. */
export function findResource(token: string): ResourceName | undefined {
  return resourceNames.find((name) => pluginTokenOf(name) === token);
}
