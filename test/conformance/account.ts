import { createHash } from "node:crypto";
import { z } from "zod";
import type { Emulator } from "../../emulator";
import { fileSaferOperations } from "../../provider/ncp/api/filesafer/operations";
import { resultButtons } from "../../provider/ncp/api/wsc/schemas";
import { type Answer, ask, emulate, start } from "../emulator/support";
import { isRefusal, type Sample, type SampleRequest, sampleRequest } from "../samples";
import { zip } from "../support/zip";

/** What the sample calls so, by what it is called in the emulated account. */
type Names = Readonly<Record<string, string>>;

type Prepare = (emulator: Emulator, sample: Sample) => Names | Promise<Names>;

/** What an emulated account, in the state that a sample's answer tells of, answers to the sample's request. */
export async function askEmulator(sample: Sample): Promise<Answer> {
  const at = z.object({ endDateTime: z.int() }).safeParse(sample.request.json).data?.endDateTime ?? start;
  const dialect = sample.response.status === 200 ? "old" : "new";
  const emulator = await emulate({ clock: () => at, pace: "manual", dialect });
  const names = await preparations[sample.operation]?.(emulator, sample);
  const { method, json, form, ...request } = renamed(sample.request, names ?? {});
  const headers = { accept: "application/json", "x-ncp-apigw-api-key": "an API key" };
  const body = form === undefined ? undefined : formOf(form);
  return ask(emulator, method, targetOf(request), { json, body, at, headers });
}

function targetOf({ path, query = {} }: Pick<SampleRequest, "path" | "query">): string {
  const entries = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
  return entries.length === 0 ? path : `${path}?${new URLSearchParams(entries)}`;
}

function formOf({ file, ...fields }: NonNullable<SampleRequest["form"]>): FormData {
  const form = new FormData();
  if (file !== undefined) form.append("file", new Blob([file]), "sample.bin");
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

function renamed(request: SampleRequest, names: Names): SampleRequest {
  const text = Object.entries(names).reduce(
    (rest, [documented, own]) => rest.replaceAll(documented, own),
    JSON.stringify(request),
  );
  return sampleRequest.parse(JSON.parse(text));
}

const rescan = z.object({ StartUrl: z.string(), MasterInstanceNo: z.string().optional() });
const jobs = z.object({
  record_data: z.array(
    z.object({ start_url: z.string(), memo: z.string(), result_button: z.enum(resultButtons) }),
  ),
});
const counts = z.object({
  Target_Info: z.string(),
  Classify_byRisk_Level: z.object({ High: z.int(), Medium: z.int(), Low: z.int() }),
});
const stageOfButton = { cancel: 12, terminate: 13, report: 4, expired: 4, cause: 5 } as const;
const documentedNumber = "1234567";

const preparations: Readonly<Record<string, Prepare>> = {
  getJobs: seedListing,
  searchJobs: seedListing,
  createJob: (emulator, { request }) => {
    const { StartUrl: url, MasterInstanceNo: master } = rescan.parse(request.json);
    return master === undefined ? {} : seedJob(emulator, url, 4, master);
  },
  cancelJob: (emulator, sample) => (isRefusal(sample) ? {} : seedJob(emulator, "https://www.ncloud.com", 12)),
  stopJob: (emulator, sample) => (isRefusal(sample) ? {} : seedJob(emulator, "https://www.ncloud.com", 13)),
  getReport: (emulator, { response }) => {
    const { Target_Info: target, Classify_byRisk_Level: level } = counts.parse(response.body);
    emulator.seed({ findings: { [target]: { high: level.High, medium: level.Medium, low: level.Low } } });
    return seedJob(emulator, target, 4);
  },
  getNotiConfig: (emulator, { variant, response }) => {
    const { notificationType } = fileSaferOperations.getNotiConfig.output.parse(response.body);
    emulator.seed({ notifications: { [variant]: notificationType } });
    return {};
  },
  getThresholdNotiConfig: (emulator, { variant, response }) => {
    const answer = fileSaferOperations.getThresholdNotiConfig.output.parse(response.body);
    emulator.seed({ thresholds: { [variant]: answer.thresholdNotificationInfoList } });
    return {};
  },
  getInputFileLog: (emulator, sample) => (hasEntries(sample) ? seedFile(emulator) : {}),
  getInputFileLogByParentHash: uploadArchive,
  getDDoSEventDetail: (emulator, sample) => seedEvent(emulator, "ddos", sample),
  getIDSEventDetail: (emulator, sample) => seedEvent(emulator, "ids", sample),
};

function seedListing(emulator: Emulator, { response }: Sample): Names {
  const { record_data: records } = jobs.parse(response.body);
  emulator.seed({
    jobs: records.map(({ start_url: startUrl, memo, result_button: button }) => ({
      startUrl,
      memo,
      statusCode: stageOfButton[button],
    })),
  });
  return {};
}

function seedJob(
  emulator: Emulator,
  startUrl: string,
  statusCode: 4 | 12 | 13,
  documented = documentedNumber,
): Names {
  const [instanceNo] = emulator.seed({ jobs: [{ startUrl, statusCode }] }).jobs;
  return { [documented]: String(instanceNo) };
}

/** Nobody has a file with the hash of the documents, so another file and its hash stand in. */
const documentedHash = "f093e7767bb63ac973b697d3fd1d40a78b87b8bf";
const standIn = Buffer.from([0, 1, 2, 3]);

const sha1Of = (bytes: Uint8Array) => createHash("sha1").update(bytes).digest("hex");

function hasEntries({ response }: Sample): boolean {
  return z.object({ inputFileLogList: z.array(z.unknown()).min(1) }).safeParse(response.body).success;
}

function seedFile(emulator: Emulator): Names {
  const content = standIn.toString("latin1");
  emulator.seed({ files: [{ content }] });
  return { [documentedHash]: sha1Of(Buffer.from(content)) };
}

async function uploadArchive(emulator: Emulator): Promise<Names> {
  const archive = zip({ "inside.bin": standIn });
  const form = new FormData();
  form.append("file", new Blob([archive]));
  await ask(emulator, "POST", "/filefilter/v1/inputFile", { body: form });
  emulator.pace("instant");
  return { [documentedHash]: sha1Of(archive) };
}

function seedEvent(emulator: Emulator, list: "ddos" | "ids", { variant, request }: Sample): Names {
  const { ticketId } = z.object({ ticketId: z.string() }).parse(request.json);
  const platform = z.enum(["securitymonitoring", "vsecuritymonitoring"]).parse(variant);
  emulator.seed({ events: [{ platform, list, date: start, fields: { ticketId } }] });
  return {};
}
