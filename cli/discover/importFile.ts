import { configNamespace } from "../../provider/names";
import { definitions } from "../../provider/resources/definitions";
import type { Discovered } from "./discovered";

/** What `pulumi import --file` takes: the same resources under the same names, by their ids. */
export function writeImportFile(resources: readonly Discovered[]): string {
  const entries = resources.map(({ type, name, id }) => ({ type: tokenOf(type), name, id }));
  return `${JSON.stringify({ resources: entries }, null, 2)}\n`;
}

/** Pulumi's dynamic resources cannot be imported, so this is the token of the plugin's. */
function tokenOf(type: Discovered["type"]): string {
  return `${configNamespace}:${definitions[type].module}:${type}`;
}
