import "../provider/node";

/** Security services of NAVER Cloud Platform as Pulumi resources and queries. */
export {
  type ErrorDetails,
  type ErrorKind,
  isNcloudError,
  type NcloudError,
} from "../provider/ncp/errors";
export * as filesafer from "./filesafer";
export { type Endpoints, Provider, type ProviderArgs, Site } from "./provider";
export type { InputArgs, QueryOptions, QueryOutputOptions } from "./queries/options";
export * as securitymonitoring from "./securitymonitoring";
export * as wsc from "./wsc";
