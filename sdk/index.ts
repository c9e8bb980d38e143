/** Security services of NAVER Cloud Platform as Pulumi resources. */
export * as filesafer from "./filesafer";
export { type Endpoints, Provider, type ProviderArgs } from "./provider";
export * as wsc from "./wsc";
