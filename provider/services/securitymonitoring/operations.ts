import type { z } from "zod";
import { defineOperation } from "../operation";
import { securityMonitoringCodes, securityMonitoringRequirements } from "./codes";
import {
  avList,
  ddosList,
  eventDetail,
  eventDetailInput,
  getAVListInput,
  getDDoSListInput,
  getIDSListInput,
  getIPSListInput,
  getWAFListInput,
  idsList,
  ipsList,
  wafList,
} from "./schemas";

const docs = "https://api.ncloud-docs.com/docs/en/security-securitymonitoring";

/** All seven calls are alike: a POST with a JSON body, on the path of Classic or of VPC. */
function query<Input extends z.ZodType, Output extends z.ZodType>(
  name: string,
  input: Input,
  output: Output,
  inferred: readonly string[],
) {
  return defineOperation({
    service: "securitymonitoring",
    codes: securityMonitoringCodes,
    requires: securityMonitoringRequirements,
    name,
    method: "POST",
    path: `/{platform}/v1/${name}`,
    carries: "json",
    repeatable: true,
    input,
    output,
    document: `${docs}-${name.toLowerCase()}`,
    inferred,
  });
}

const unseenFields =
  "The fields of an entry were not shown; the named ones follow the filters and the other lists";

/** Every documented call of Security Monitoring. `{platform}` is securitymonitoring (Classic) or vsecuritymonitoring (VPC). */
export const securityMonitoringOperations = {
  getAVList: query("getAVList", getAVListInput, avList, [unseenFields]),
  getDDoSList: query("getDDoSList", getDDoSListInput, ddosList, []),
  getDDoSEventDetail: query("getDDoSEventDetail", eventDetailInput, eventDetail, []),
  getIDSList: query("getIDSList", getIDSListInput, idsList, [unseenFields]),
  getIDSEventDetail: query("getIDSEventDetail", eventDetailInput, eventDetail, []),
  getIPSList: query("getIPSList", getIPSListInput, ipsList, []),
  getWAFList: query("getWAFList", getWAFListInput, wafList, []),
};
