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
const quotedFields =
  "The fields of an entry were not shown; the named ones are those that public code quotes from pages of the government cloud";
const unknownTicket = "In the emulator, an unknown ticket is answered with 100";

/** What the documents leave open for all calls of Security Monitoring. */
export const securityMonitoringInferred: readonly string[] = [
  "That the financial cloud does not offer the service, because it has no page there",
];

/** Every documented call of Security Monitoring. `{platform}` is securitymonitoring (Classic) or vsecuritymonitoring (VPC). */
export const securityMonitoringOperations = {
  getAVList: query("getAVList", getAVListInput, avList, [unseenFields]),
  getDDoSList: query("getDDoSList", getDDoSListInput, ddosList, [quotedFields]),
  getDDoSEventDetail: query("getDDoSEventDetail", eventDetailInput, eventDetail, [unknownTicket]),
  getIDSList: query("getIDSList", getIDSListInput, idsList, [unseenFields]),
  getIDSEventDetail: query("getIDSEventDetail", eventDetailInput, eventDetail, [unknownTicket]),
  getIPSList: query("getIPSList", getIPSListInput, ipsList, [quotedFields]),
  getWAFList: query("getWAFList", getWAFListInput, wafList, [quotedFields]),
};
