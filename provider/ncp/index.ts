/** The door of the gateway: one signed call to NCP, and the errors that it may end in. */

export type * from "./api/service";
export { serviceNames } from "./api/service";
export * from "./errors";
export { createGateway, type GatewayParts, keySource } from "./http/gateway";
export type * from "./http/request";
export { type SignatureParts, signature } from "./http/signature";
export { readConfigureFile } from "./settings/configureFile";
export type { SettingsSources } from "./settings/reader";
export {
  type RetrySettings,
  resolveSettings,
  type Settings,
  type TimeoutSettings,
} from "./settings/settings";
