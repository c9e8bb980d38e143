import type { securityMonitoringOperations } from "../../../provider/ncp/api/securitymonitoring/operations";
import type { Handlers } from "../../gateway/handlers";
import { describeEvent } from "./detail";
import { listEvents } from "./listing";

export const securityMonitoringHandlers: Handlers<typeof securityMonitoringOperations> = {
  getAVList: (ctx, input) => listEvents(ctx, "av", "antiVirusDataList", input),
  getDDoSList: (ctx, input) => listEvents(ctx, "ddos", "ddosDataList", input),
  getDDoSEventDetail: (ctx, input) => describeEvent(ctx, "ddos", input),
  getIDSList: (ctx, input) => listEvents(ctx, "ids", "idsDataList", input),
  getIDSEventDetail: (ctx, input) => describeEvent(ctx, "ids", input),
  getIPSList: (ctx, input) => listEvents(ctx, "ips", "ipsDataList", input),
  getWAFList: (ctx, input) => listEvents(ctx, "waf", "wafDataList", input),
};
