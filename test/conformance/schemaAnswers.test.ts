import { join } from "node:path";
import Ajv from "ajv";
import * as security from "pulumi-ncloud-security";
import { describe, expect, it } from "vitest";
import { lifecycles } from "../../provider/resources/lifecycles";
import { inspectArchive, lastDays, openAccount, providerOf } from "../queries/support";
import { checked, openWorld } from "../support/world";
import { zip } from "../support/zip";
import { pluginSchema } from "./pluginSchema";

const ajv = new Ajv({ allErrors: true, unknownFormats: "ignore" });
ajv.addSchema({ $id: "pulumi.json", Any: {} }).addSchema({ $id: "plugin", ...pluginSchema });

/** What the schema has against a value; of a part of it, such as what a function answers. */
function listObjections(part: string, value: unknown): string[] {
  const validate = ajv.compile({ $ref: `plugin#/${part}` });
  // As it travels: JSON.
  validate(JSON.parse(JSON.stringify(value)));
  return (validate.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message}`);
}

const malware = "213ce10c4298c7617aac93615c3c3b0a783fd304";
const ticketId = "526068433";

interface Account {
  readonly opts: { provider: security.Provider };
  readonly job: number;
  readonly archive: string;
}

async function openFullAccount(): Promise<Account> {
  const emulator = await openAccount({ pace: "instant" });
  const startUrl = "https://shop.example.com/";
  const [job = 0] = emulator.seed({
    findings: { [startUrl]: { high: 2, medium: 1 } },
    jobs: [
      { startUrl, statusCode: 4 },
      { startUrl, statusCode: 91 },
    ],
    thresholds: { hashfilter: [{ notificationType: "MAL", referenceTime: 10, thresholdValue: 5 }] },
  }).jobs;
  const archive = await inspectArchive(emulator, zip({ "a.txt": Buffer.from("a") }));
  return { opts: { provider: providerOf(emulator) }, job, archive };
}

const { wsc, filesafer, securitymonitoring } = security;

/** Each query, of something that the account has. */
const questions: Readonly<Record<string, (account: Account) => Promise<unknown>>> = {
  "wsc:getJobs": ({ opts }) => wsc.getJobs({}, opts),
  "wsc:searchJobs": ({ opts }) => wsc.searchJobs({ searchKeyword: "shop", all: true }, opts),
  "wsc:getReport": ({ opts, job }) => wsc.getReport({ instanceNo: job }, opts),
  "filesafer:checkHash": ({ opts }) => filesafer.checkHash({ hashCode: malware }, opts),
  "filesafer:getInputFileLog": ({ opts, archive }) => filesafer.getInputFileLog({ hash: archive }, opts),
  "filesafer:getInputFileLogByParentHash": ({ opts, archive }) =>
    filesafer.getInputFileLogByParentHash({ parentHash: archive }, opts),
  "filesafer:getNotificationConfig": ({ opts }) => filesafer.getNotificationConfig({ filter: "hash" }, opts),
  "filesafer:getThresholdNotificationConfig": ({ opts }) =>
    filesafer.getThresholdNotificationConfig({ filter: "hash" }, opts),
  "securitymonitoring:getAVList": ({ opts }) => securitymonitoring.getAVList(lastDays(), opts),
  "securitymonitoring:getDDoSList": ({ opts }) => securitymonitoring.getDDoSList(lastDays(), opts),
  "securitymonitoring:getDDoSEventDetail": ({ opts }) =>
    securitymonitoring.getDDoSEventDetail({ ticketId }, opts),
  "securitymonitoring:getIDSList": ({ opts }) => securitymonitoring.getIDSList(lastDays(), opts),
  "securitymonitoring:getIDSEventDetail": ({ opts }) =>
    securitymonitoring.getIDSEventDetail({ ticketId }, opts),
  "securitymonitoring:getIPSList": ({ opts }) => securitymonitoring.getIPSList(lastDays(), opts),
  "securitymonitoring:getWAFList": ({ opts }) => securitymonitoring.getWAFList(lastDays(), opts),
};

describe("an answer that fits the schema comes", () => {
  it.each(Object.keys(pluginSchema.functions))("of %s", async (token) => {
    const ask = questions[token.replace("ncloud-security:", "")];
    const answer = await ask?.(await openFullAccount());
    expect(listObjections(`functions/${token}/outputs`, answer)).toEqual([]);
  });
});

/** Arguments of each resource, with all that its outputs can show. */
const programs = {
  ScanJob: {
    startUrl: "https://shop.example.com/",
    headers: { Cookie: "session=1" },
    waitFor: "completed",
    gate: { high: 100 },
    speed: "2",
    memo: "release 7",
    triggers: { release: 7 },
    timeouts: { create: "1h" },
  },
  NotificationConfig: { filter: "hash", notificationType: "MAL" },
  ThresholdNotificationConfig: {
    filter: "file",
    thresholds: [{ notificationType: "MAL", referenceTime: 10, thresholdValue: 5 }],
  },
  FileInspection: { source: join(__dirname, "../../package.json") },
} as const;

describe("outputs that fit the schema are recorded", () => {
  it.each(Object.values(lifecycles))("of a $name", async (lifecycle) => {
    const world = await openWorld({ pace: "instant" });
    const { outputs } = await lifecycle.create(
      world.ctx,
      await checked(lifecycle, world.ctx, programs[lifecycle.name]),
    );
    const token = `ncloud-security:${lifecycle.definition.module}:${lifecycle.name}`;
    expect(listObjections(`resources/${token}`, outputs)).toEqual([]);
    await world.close();
  });
});

it("an answer that does not fit is told", () => {
  const answer = { returnCode: "0", notificationType: "SOME" };
  expect(listObjections("functions/ncloud-security:filesafer:getNotificationConfig/outputs", answer)).toEqual(
    [".notificationType should be equal to one of the allowed values"],
  );
  expect(
    listObjections("functions/ncloud-security:filesafer:getNotificationConfig/outputs", {}),
  ).toHaveLength(2);
});
