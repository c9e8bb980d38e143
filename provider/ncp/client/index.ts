import { fileSaferOperations } from "../api/filesafer/operations";
import { securityMonitoringOperations } from "../api/securitymonitoring/operations";
import { stsOperations } from "../api/sts/operations";
import { wscOperations } from "../api/wsc/operations";
import type { Gateway } from "../http/request";
import { bindOperations, type Calls } from "./bind";

/** Everything that the three services document, and whose keys these are, as typed functions over one gateway. */
export interface Client {
  readonly wsc: Calls<typeof wscOperations>;
  readonly filesafer: Calls<typeof fileSaferOperations>;
  readonly securitymonitoring: Calls<typeof securityMonitoringOperations>;
  readonly sts: Calls<typeof stsOperations>;
}

export function createClient(gateway: Gateway): Client {
  return {
    wsc: bindOperations(gateway, wscOperations),
    filesafer: bindOperations(gateway, fileSaferOperations),
    securitymonitoring: bindOperations(gateway, securityMonitoringOperations),
    sts: bindOperations(gateway, stsOperations),
  };
}
