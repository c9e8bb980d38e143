import type { securityMonitoringOperations } from "../../../provider/ncp/api/securitymonitoring/operations";
import type { Handlers } from "../../gateway/handlers";
import { describeEvent } from "./detail";
import { listEvents } from "./listing";

export const securityMonitoringHandlers: Handlers<typeof securityMonitoringOperations> = {
  getAVList: (world, input) => listEvents(world, "av", "antiVirusDataList", input),
  getDDoSList: (world, input) => listEvents(world, "ddos", "ddosDataList", input),
  getDDoSEventDetail: (world, input) => describeEvent(world, "ddos", input),
  getIDSList: (world, input) => listEvents(world, "ids", "idsDataList", input),
  getIDSEventDetail: (world, input) => describeEvent(world, "ids", input),
  getIPSList: (world, input) => listEvents(world, "ips", "ipsDataList", input),
  getWAFList: (world, input) => listEvents(world, "waf", "wafDataList", input),
};
