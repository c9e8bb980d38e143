import * as pulumi from "@pulumi/pulumi";
import { configNamespace, type ResourceName } from "../provider/names";
import { definitions } from "../provider/resources/definitions";
import { enginePackage, tokenOf } from "../provider/shells/dynamic/text";
import { pluginPackage, pluginTokenOf } from "../provider/shells/plugin/tokens";

/** What carries a program's resources into the engine, as the engine names it. */
export interface Shell {
  readonly isPlugin: boolean;
  /** The package that a Provider of it is of. */
  readonly package: string;
  /** The type of a resource in it. */
  tokenOf(resource: ResourceName): string;
}

/** Pulumi's dynamic provider host. */
export const dynamicShell: Shell = {
  isPlugin: false,
  package: enginePackage,
  tokenOf: (resource) => tokenOf(definitions[resource].module, resource),
};

/** The plugin of this package. */
export const pluginShell: Shell = { isPlugin: true, package: pluginPackage, tokenOf: pluginTokenOf };

/**
 * The shell that the stack's configuration has chosen, `ncloud-security:plugin`, and the other one, from which a
 * stack may just have moved.
 *
 * @throws pulumi.RunError where the key is neither true nor false.
 */
export function chooseShell(): { shell: Shell; other: Shell } {
  return new pulumi.Config(configNamespace).getBoolean("plugin")
    ? { shell: pluginShell, other: dynamicShell }
    : { shell: dynamicShell, other: pluginShell };
}
