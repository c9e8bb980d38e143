import { fileSaferOperations } from "../../provider/ncp/api/filesafer/operations";
import { filterSegments } from "../../provider/ncp/api/filesafer/schemas";
import type { Operation } from "../../provider/ncp/api/operation";
import { securityMonitoringOperations } from "../../provider/ncp/api/securitymonitoring/operations";
import { platformSegments } from "../../provider/ncp/api/securitymonitoring/schemas";
import { stsOperations } from "../../provider/ncp/api/sts/operations";
import { wscOperations } from "../../provider/ncp/api/wsc/operations";
import type { Client } from "../../provider/ncp/client";
import type { SampleRequest } from "../samples";

const tables = {
  ...wscOperations,
  ...fileSaferOperations,
  ...securityMonitoringOperations,
  ...stsOperations,
};

type Name = keyof typeof tables;

export const operations: Readonly<Record<Name, Operation>> = tables;

/** Fields by the API's own names, wherever in the request they travel. */
type Fields = Readonly<Record<string, unknown>>;

/** How a caller of the typed client asks for the same. */
const calls: Readonly<Record<Name, (client: Client, fields: Fields) => Promise<object>>> = {
  getJobs: ({ wsc }, fields) => wsc.getJobs(wscOperations.getJobs.input.parse(fields)),
  searchJobs: ({ wsc }, fields) => wsc.searchJobs(wscOperations.searchJobs.input.parse(fields)),
  createJob: ({ wsc }, fields) => wsc.createJob(wscOperations.createJob.input.parse(fields)),
  cancelJob: ({ wsc }, fields) => wsc.cancelJob(wscOperations.cancelJob.input.parse(fields)),
  stopJob: ({ wsc }, fields) => wsc.stopJob(wscOperations.stopJob.input.parse(fields)),
  getReport: ({ wsc }, fields) => wsc.getReport(wscOperations.getReport.input.parse(fields)),
  checkHash: ({ filesafer }, fields) =>
    filesafer.checkHash(fileSaferOperations.checkHash.input.parse(fields)),
  getNotiConfig: ({ filesafer }, { filter }) => filesafer.getNotiConfig({ filter: filterNamed(filter) }),
  setNotiConfig: ({ filesafer }, fields) => {
    const { filter, notificationType } = fileSaferOperations.setNotiConfig.input.parse(fields);
    return filesafer.setNotiConfig({ filter: filterNamed(filter), notificationType });
  },
  getThresholdNotiConfig: ({ filesafer }, { filter }) =>
    filesafer.getThresholdNotiConfig({ filter: filterNamed(filter) }),
  setThresholdNotiConfig: ({ filesafer }, fields) => {
    const { filter, ...threshold } = fileSaferOperations.setThresholdNotiConfig.input.parse(fields);
    return filesafer.setThresholdNotiConfig({ filter: filterNamed(filter), ...threshold });
  },
  removeThresholdNotiConfig: ({ filesafer }, { filter }) =>
    filesafer.removeThresholdNotiConfig({ filter: filterNamed(filter) }),
  inputFile: ({ filesafer }, fields) =>
    filesafer.inputFile(fileSaferOperations.inputFile.input.parse(fields)),
  getInputFileLog: ({ filesafer }, fields) =>
    filesafer.getInputFileLog(fileSaferOperations.getInputFileLog.input.parse(fields)),
  getInputFileLogByParentHash: ({ filesafer }, fields) =>
    filesafer.getInputFileLogByParentHash(
      fileSaferOperations.getInputFileLogByParentHash.input.parse(fields),
    ),
  getAVList: ({ securitymonitoring }, fields) =>
    securitymonitoring.getAVList(onPlatform(securityMonitoringOperations.getAVList.input.parse(fields))),
  getDDoSList: ({ securitymonitoring }, fields) =>
    securitymonitoring.getDDoSList(onPlatform(securityMonitoringOperations.getDDoSList.input.parse(fields))),
  getDDoSEventDetail: ({ securitymonitoring }, fields) =>
    securitymonitoring.getDDoSEventDetail(
      onPlatform(securityMonitoringOperations.getDDoSEventDetail.input.parse(fields)),
    ),
  getIDSList: ({ securitymonitoring }, fields) =>
    securitymonitoring.getIDSList(onPlatform(securityMonitoringOperations.getIDSList.input.parse(fields))),
  getIDSEventDetail: ({ securitymonitoring }, fields) =>
    securitymonitoring.getIDSEventDetail(
      onPlatform(securityMonitoringOperations.getIDSEventDetail.input.parse(fields)),
    ),
  getIPSList: ({ securitymonitoring }, fields) =>
    securitymonitoring.getIPSList(onPlatform(securityMonitoringOperations.getIPSList.input.parse(fields))),
  getWAFList: ({ securitymonitoring }, fields) =>
    securitymonitoring.getWAFList(onPlatform(securityMonitoringOperations.getWAFList.input.parse(fields))),
  getCallerIdentity: ({ sts }) => sts.getCallerIdentity({}),
};

/** Makes the call that a documented request stands for. */
export function callLike(client: Client, name: string, request: SampleRequest): Promise<object> {
  if (!isOperation(name)) throw new Error(`there is no operation ${name}`);
  return calls[name](client, fieldsOf(operations[name], request));
}

function isOperation(name: string): name is Name {
  return Object.hasOwn(operations, name);
}

/** What the caller of a documented request gives, from all places where it travels. */
function fieldsOf({ path }: Operation, request: SampleRequest): Fields {
  const { file, ...form } = request.form ?? {};
  const blob = file === undefined ? {} : { file: new Blob([file]) };
  return { ...pathFields(path, request.path), ...request.query, ...request.json, ...form, ...blob };
}

function pathFields(template: string, path: string): Fields {
  const pattern = template.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)");
  const match = new RegExp(`^${pattern}$`).exec(path);
  if (match === null) throw new Error(`${path} is not of the form ${template}`);
  const entries = Object.entries(match.groups ?? {});
  return Object.fromEntries(entries.map(([name, text]) => [name, /^\d+$/.test(text) ? Number(text) : text]));
}

function filterNamed(segment: unknown): "hash" | "file" {
  return segment === filterSegments.hash ? "hash" : "file";
}

function onPlatform<Input extends { platform: string }>({ platform, ...rest }: Input) {
  return { ...rest, platform: platform === platformSegments.classic ? "classic" : "vpc" } as const;
}
