/** The door of the gateway: one signed call to NCP, and the errors that it may end in. */
export { readConfigureFile } from "./configureFile";
export * from "./errors";
export { createGateway, type GatewayParts, keySource } from "./gateway";
export type * from "./request";
export { serviceNames } from "./request";
export {
  type RetrySettings,
  resolveSettings,
  type Settings,
  type TimeoutSettings,
} from "./settings";
export type { SettingsSources } from "./settingsReader";
export { type SignatureParts, signature } from "./signature";
