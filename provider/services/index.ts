import type { Gateway } from "../gateway/request";
import { type FileSaferClient, fileSaferClient } from "./filesafer";
import { type SecurityMonitoringClient, securityMonitoringClient } from "./securitymonitoring";
import { type WscClient, wscClient } from "./wsc";

/** Everything the three services document, as typed functions over one gateway. */
export interface Client {
  readonly wsc: WscClient;
  readonly filesafer: FileSaferClient;
  readonly securitymonitoring: SecurityMonitoringClient;
}

export function createClient(gateway: Gateway): Client {
  return {
    wsc: wscClient(gateway),
    filesafer: fileSaferClient(gateway),
    securitymonitoring: securityMonitoringClient(gateway),
  };
}
