/**
 * The contract between the programs that create resources and the provider process that serves
 * them. What stands here is stored in every state, so none of it may ever change.
 */

export const resourceNames = [
  "ScanJob",
  "NotificationConfig",
  "ThresholdNotificationConfig",
  "FileInspection",
] as const;

/** A resource class, and the export of the runtime that serves it. */
export type ResourceName = (typeof resourceNames)[number];

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

/** The namespace of the settings, in the stack config and in a Provider's arguments. */
export const configNamespace = "ncloud-security";

/** Settings, in the order in which the documentation lists them. */
export const configKeys = [
  "accessKey",
  "secretKey",
  "profile",
  "apiKey",
  "account",
  "site",
  "endpoint",
  "endpoints",
  "retry",
  "timeouts",
  "serverRole",
  "metadataEndpoint",
] as const;

export type ConfigKey = (typeof configKeys)[number];
