import type { Gateway } from "../http/request";
import { type FileSaferClient, fileSaferClient } from "./filesafer";
import { type SecurityMonitoringClient, securityMonitoringClient } from "./securitymonitoring";
import { type StsClient, stsClient } from "./sts";
import { type WscClient, wscClient } from "./wsc";

/** Everything that the three services document, and whose keys these are, as typed functions over one gateway. */
export interface Client {
  readonly wsc: WscClient;
  readonly filesafer: FileSaferClient;
  readonly securitymonitoring: SecurityMonitoringClient;
  readonly sts: StsClient;
}

export function createClient(gateway: Gateway): Client {
  return {
    wsc: wscClient(gateway),
    filesafer: fileSaferClient(gateway),
    securitymonitoring: securityMonitoringClient(gateway),
    sts: stsClient(gateway),
  };
}
