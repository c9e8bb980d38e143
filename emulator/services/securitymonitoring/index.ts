import type { securityMonitoringOperations } from "../../../provider/ncp/api/securitymonitoring/operations";
import type { Handlers } from "../../gateway/handlers";
import { describeEvent } from "./detail";
import { listEvents } from "./listing";

export const securityMonitoringHandlers: Handlers<typeof securityMonitoringOperations> = {
  getAVList: (moment, input) => listEvents(moment, "av", "antiVirusDataList", input),
  getDDoSList: (moment, input) => listEvents(moment, "ddos", "ddosDataList", input),
  getDDoSEventDetail: (moment, input) => describeEvent(moment, "ddos", input),
  getIDSList: (moment, input) => listEvents(moment, "ids", "idsDataList", input),
  getIDSEventDetail: (moment, input) => describeEvent(moment, "ids", input),
  getIPSList: (moment, input) => listEvents(moment, "ips", "ipsDataList", input),
  getWAFList: (moment, input) => listEvents(moment, "waf", "wafDataList", input),
};
