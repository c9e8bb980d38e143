import { describe, expect, it } from "vitest";
import { createClient } from "../../provider/ncp/client";
import { isNcloudError } from "../../provider/ncp/errors";
import { openGateway, rejection, settingsOf } from "../ncp/support";
import { ask, control, emulate, errorCode, newestJob, start, submitted } from "./support";

const hash = "3395856ce81f2b7382dee72602f798b642f14140";
const logPath = "/filefilter/v1/getInputFileLog";

describe("the API key of File Safer", () => {
  it("is asked for only when a setting says so, and of File Safer only", async () => {
    const emulator = await emulate({ missingApiKey: "210" });
    const path = "/hashfilter/v1/getNotiConfig";
    const refused = await ask(emulator, "GET", path);
    expect([refused.status, errorCode(refused)]).toEqual([401, "210"]);
    const headers = { "x-ncp-apigw-api-key": "any" };
    expect(errorCode(await ask(emulator, "GET", path, { headers }))).toBe("0");
    expect((await ask(emulator, "GET", "/api/v1/jobs")).status).toBe(200);
    emulator.settings({ missingApiKey: "accepted" });
    expect(errorCode(await ask(emulator, "GET", path))).toBe("0");
    await control(emulator, "POST", "settings", { missingApiKey: "200" });
    expect(errorCode(await ask(emulator, "GET", path))).toBe("200");
  });

  it("is not asked for before the signature is right", async () => {
    const emulator = await emulate({ missingApiKey: "210" });
    const refused = await ask(emulator, "GET", "/hashfilter/v1/getNotiConfig", { secretKey: "wrong" });
    expect(errorCode(refused)).toBe("200");
  });

  it("that is missing is what the client's error speaks of", async () => {
    const emulator = await emulate({ missingApiKey: "200", clock: Date.now });
    const given = { ...emulator.credentials, endpoint: emulator.url };
    const clientWith = (more: object) =>
      createClient(openGateway(settingsOf({ ...given, ...more }), { clock: Date.now }).gateway);
    const error = await rejection(clientWith({}).filesafer.getNotiConfig({ filter: "hash" }));
    expect(isNcloudError(error, "authentication") && error.details.hint).toContain("set apiKey");
    expect(await clientWith({ apiKey: "KEY" }).filesafer.getNotiConfig({ filter: "hash" })).toMatchObject({
      notificationType: "OFF",
    });
  });
});

describe("getInputFileLog as a POST", () => {
  it("takes a form too, as the text of the 2019 reference has it", async () => {
    const emulator = await emulate();
    const body = new FormData();
    body.append("hash", hash);
    body.append("hashType", "sha1");
    const { body: answer } = await ask(emulator, "POST", logPath, { body });
    expect(answer).toEqual({ returnCode: "0", returnMessage: "success", inputFileLogList: [] });
    expect(emulator.requests().at(-1)).toMatchObject({ fields: { hash, hashType: "sha1" } });
  });

  it.each([
    ["a form that lacks a field", { body: new FormData() }, "140005"],
    ["neither JSON nor a form", { body: "hash=1", headers: { "content-type": "text/plain" } }, "100"],
  ])("refuses %s", async (_, request, code) => {
    expect(errorCode(await ask(await emulate(), "POST", logPath, request))).toBe(code);
  });
});

describe("dates as numbers", () => {
  it("are epoch milliseconds, in the lists of all services", async () => {
    const emulator = await emulate({ dates: "number" });
    const instanceNo = await submitted(emulator);
    emulator.moveJob(instanceNo, { statusCode: 4 });
    expect(await newestJob(emulator)).toMatchObject({ start_date: start, end_date: start });
    emulator.seed({ files: [{ content: "hello" }], events: [{ list: "waf", date: start }] });
    const log = await ask(emulator, "GET", `${logPath}?hash=5d41402abc4b2a76b9719d911017c592&hashType=md5`);
    expect(log.body.inputFileLogList).toMatchObject([{ registrationYmdt: start, notifyYmdt: null }]);
    const json = { startDateTime: start, endDateTime: start, page: 1, countPerPage: 10 };
    const events = await ask(emulator, "POST", "/vsecuritymonitoring/v1/getWAFList", { json });
    expect(events.body.wafDataList).toMatchObject([{ date: start }]);
    const known = "/hashfilter/v1/checkHash?hashCode=213ce10c4298c7617aac93615c3c3b0a783fd304&hashType=sha1";
    expect((await ask(emulator, "GET", known)).body.hashCheckResultList).toMatchObject([
      { regDateTime: 1_497_409_737_000 },
    ]);
  });
});

describe("odd rows", () => {
  it.each([
    ["values", { status: null, start_url: null }],
    ["state", { result_button: {} }],
    ["number", { instanceNo: null }],
  ] as const)("may have odd %s, job by job", async (kind, fields) => {
    const emulator = await emulate();
    const [odd, plain] = emulator.seed({
      jobs: [{ startUrl: "https://a.example.com/" }, { startUrl: "https://b.example.com/" }],
    }).jobs;
    emulator.settings({ oddJobs: { [String(odd)]: kind } });
    const rows = (await ask(emulator, "GET", "/api/v1/jobs")).body.record_data;
    expect(rows).toEqual([
      expect.objectContaining({ instanceNo: plain, start_url: "https://b.example.com/" }),
      expect.objectContaining(fields),
    ]);
  });

  it("are refused for what is no number of a job", async () => {
    const answer = await control(await emulate(), "POST", "settings", { oddJobs: { shop: "values" } });
    expect(answer.status).toBe(400);
  });
});
