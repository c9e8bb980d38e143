import { configNamespace, type ResourceName } from "../../names";

/**
 * The contract between the programs that create resources and the provider process that serves
 * them. What stands here is stored in every state, so none of it may ever change.
 */

/** The module that the provider process loads; an export of this package. */
export const runtimeModule = "pulumi-ncloud-security/runtime";

/**
 * The provider text that Pulumi stores beside every resource and runs in the provider process. It
 * is a constant that only loads the installed package: refresh and destroy run the text that an
 * old release stored, and must still get today's code.
 */
export function providerText(resource: ResourceName): string {
  return `exports.handler=()=>require("${runtimeModule}").${resource}`;
}

/** The package that Pulumi's dynamic provider answers to. */
export const enginePackage = "pulumi-nodejs";

/** The token of a resource: `pulumi-nodejs:dynamic/ncloud-security/wsc:ScanJob`. */
export function tokenOf(module: string, resource: ResourceName): string {
  return `${enginePackage}:dynamic/${configNamespace}/${module}:${resource}`;
}
