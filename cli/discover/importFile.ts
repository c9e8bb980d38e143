import { pluginTokenOf } from "../../provider/shells/plugin/tokens";
import type { Discovered } from "./discovered";

/** What `pulumi import --file` takes: the same resources under the same names, by their ids. */
export function writeImportFile(resources: readonly Discovered[]): string {
  // Pulumi's dynamic resources cannot be imported.
  const entries = resources.map(({ type, name, id }) => ({ type: pluginTokenOf(type), name, id }));
  return `${JSON.stringify({ resources: entries }, null, 2)}\n`;
}
