import { describe, expect, it } from "vitest";
import { hasCode, isNcloudError } from "../../provider/ncp/errors";
import { ask, createJob, emulate, errorCode, job, submitted } from "../emulator/support";
import { rejection } from "../ncp/support";
import { type Sample, samples, samplesOf } from "../samples";
import { askEmulator } from "./account";
import { callLike } from "./operations";
import { asTexts } from "./shape";
import { openWire, type Reply } from "./wire";

/** What the typed client makes of a reply to a call's first sample. */
async function answerTo(operation: string, body: unknown, status = 200): Promise<object> {
  const [{ request }] = samplesOf(operation);
  const { client } = await openWire(() => ({ status, body }));
  return callLike(client, operation, request);
}

/** The text of a documented answer with one word in the place of another, as JSON again. */
function respelled({ response }: Sample, word: string, other: string): unknown {
  return JSON.parse(JSON.stringify(response.body).replaceAll(`"${word}":`, `"${other}":`));
}

describe("checkHash: the time of registration", () => {
  const [malware] = samplesOf("checkHash");

  it.each([
    ["regDateTime", "as the sample of the 2019 reference spells it"],
    ["regDatetime", "as its table spells it"],
  ])("is read from %s, %s", async (spelling) => {
    expect(await answerTo("checkHash", respelled(malware, "regDateTime", spelling))).toMatchObject({
      hashCheckResultList: [{ [spelling]: "1497409737000", registeredAt: "2017-06-14T03:08:57.000Z" }],
    });
  });
});

describe("setThresholdNotiConfig: the length of time, which one page's table names referenceType", () => {
  const path = "/hashfilter/v1/setThresholdNotiConfig";
  const threshold = { notificationType: "ERR", thresholdValue: 1 };

  it("is sent as referenceTime, as that page's sample has it", async () => {
    const { client, received } = await openWire(() => ({ status: 200, body: { returnCode: "0" } }));
    await client.filesafer.setThresholdNotiConfig({
      filter: "hash",
      ...threshold,
      notificationType: "ERR",
      referenceTime: 5,
    });
    expect(received.map(({ bytes }) => JSON.parse(bytes.toString()))).toEqual([
      { ...threshold, referenceTime: 5 },
    ]);
  });

  it("is missing for the emulator under the other name", async () => {
    const emulator = await emulate();
    const slip = await ask(emulator, "POST", path, { json: { ...threshold, referenceType: 5 } });
    expect(errorCode(slip)).toBe("140005");
    const right = await ask(emulator, "POST", path, { json: { ...threshold, referenceTime: 5 } });
    expect(errorCode(right)).toBe("0");
  });

  it("is not guessed in an answer under the other name", async () => {
    const [sample] = samplesOf("getThresholdNotiConfig");
    const body = respelled(sample, "referenceTime", "referenceType");
    const error = await rejection(answerTo("getThresholdNotiConfig", body));
    expect(isNcloudError(error, "service")).toBe(true);
    expect(error).toMatchObject({ message: expect.stringContaining("referenceTime") });
  });
});

describe("Web Security Checker's errors, in HTTP 200 by the older overview and 400 or 401 by the newer", () => {
  it.each([
    ["901", "service", 400],
    ["160453", "conflict", 400],
    ["169201", "permission", 401],
  ] as const)("are the same to the client: %s", async (code, kind, newer) => {
    const replies: Reply[] = [code, Number(code)].flatMap((errorCode) =>
      [200, newer].map((status) => ({ status, body: { error: { errorCode, message: "No" } } })),
    );
    for (const { status, body } of replies) {
      const error = await rejection(answerTo("createJob", body, status));
      expect(error).toMatchObject({ kind, details: { code, status } });
    }
  });

  it.each([
    ["old", 200, 200],
    ["new", 400, 401],
  ] as const)("come from the emulator in the %s dialect", async (dialect, busy, unauthorized) => {
    const emulator = await emulate({ dialect });
    await createJob(emulator);
    const second = await createJob(emulator);
    expect([second.status, second.body]).toEqual([
      busy,
      { error: { errorCode: 160453, message: "Already_Exists" } },
    ]);
    emulator.seed({ findings: { "https://other.example.com/": { refuses: "169201" } } });
    const refused = await createJob(emulator, { StartUrl: "https://other.example.com/" });
    expect([refused.status, errorCode(refused)]).toEqual([unauthorized, 169201]);
  });
});

describe("codes, documented as text in one place and as numbers in another", () => {
  const answered = samples.filter(({ response }) => "returnCode" in response.body);

  it.each([0, "0"])("say success either way: %j", async (returnCode) => {
    for (const { operation, response } of answered) {
      const answer = await answerTo(operation, { ...response.body, returnCode });
      expect(answer).toMatchObject({ returnCode: "0" });
    }
  });

  it.each([-1, "-1"])("say failure either way: %j", async (returnCode) => {
    for (const { operation, response } of answered) {
      const error = await rejection(answerTo(operation, { ...response.body, returnCode }));
      expect(hasCode(error, "-1")).toBe(true);
    }
  });
});

describe("a list or a report, documented bare and hinted at in a wrapper", () => {
  const wrapped = ["getJobs", "searchJobs", "getReport"].flatMap((operation) =>
    ["resources", "result", "data"].map((wrapper) => [operation, wrapper] as const),
  );

  it.each(wrapped)("is the same to the client: %s under %s", async (operation, wrapper) => {
    const [{ response }] = samplesOf(operation);
    const envelope = { returnCode: "0", returnDesc: "Request Success", returnMessage: "Success" };
    const answer = await answerTo(operation, { ...envelope, [wrapper]: response.body });
    expect(asTexts(answer)).toMatchObject(asTexts(await answerTo(operation, response.body)));
    expect(answer).toMatchObject({ returnMessage: "Success" });
  });

  it.each(["getJobs", "searchJobs"])("that is nowhere is not an empty one: %s", async (operation) => {
    const error = await rejection(answerTo(operation, { returnCode: "0", resources: null }));
    expect(isNcloudError(error, "service")).toBe(true);
  });
});

describe("paths that pages and overviews of Web Security Checker print in other ways", () => {
  it.each([
    ["GET", "/api/v1/jobs/report", "the older overview's getReport"],
    ["PATCH", "/api/v1/jobs/1/report", "the method of an older getReport page"],
    ["GET", "/api/v1/1/report", "that page's path"],
    ["POST", "/api/v1/search", "the searchJobs page"],
    ["PATCH", "/api/v1/1/cancel", "the cancelJob page"],
    ["PATCH", "/api/v1/1/stop", "the stopJob page"],
  ])("are served by nobody, and proof of nothing: %s %s, %s", async (method, path) => {
    const emulator = await emulate();
    const answer = await ask(emulator, method, path);
    expect([answer.status, errorCode(answer)]).toEqual([404, "300"]);
  });
});

describe("getInputFileLog, a GET in today's page and a GET or POST in the 2019 reference", () => {
  it("is answered by the emulator alike", async () => {
    const clean = samplesOf("getInputFileLog").filter(({ shows }) =>
      /^a clean file(, asked for with POST)?$/.test(shows),
    );
    expect(clean.map(({ request }) => request.method)).toEqual(["GET", "POST"]);
    const [asked, posted] = await Promise.all(clean.map(askEmulator));
    expect(asked?.body).toMatchObject({ returnCode: "0", inputFileLogList: [{ analysisResultCode: "N" }] });
    expect(posted?.body).toEqual(asked?.body);
  });
});

describe("fields that one version of a page requires and another does not", () => {
  it("may be left out: limit and page of getJobs, which then are 20 and 1", async () => {
    const emulator = await emulate();
    const jobs = Array.from({ length: 21 }, (_, index) => ({
      startUrl: `https://site-${index}.example.com/`,
    }));
    emulator.seed({ jobs });
    const answer = await ask(emulator, "GET", "/api/v1/jobs");
    expect(answer.body).toMatchObject({ total_cnt: 21, total_page_cnt: 2, current_start_page: 1 });
    expect(answer.body.record_data).toHaveLength(20);
  });

  it("may be left out or empty: ExcludeUrl of createJob", async () => {
    for (const ExcludeUrl of [undefined, []]) {
      expect(errorCode(await createJob(await emulate(), { ExcludeUrl }))).toBe("0");
    }
  });

  it("may be null: statusCode of searchJobs, an Integer by its table", async () => {
    const emulator = await emulate();
    await submitted(emulator);
    const json = { searchType: "", searchKeyword: "", statusCode: null, limit: 10, page: 1 };
    expect((await ask(emulator, "POST", "/api/v1/jobs/search", { json })).body).toMatchObject({
      total_cnt: 1,
    });
  });

  it.each([
    [{}, undefined],
    [{ apiKey: "API_KEY" }, "API_KEY"],
  ])("is sent when it is set: the API key of File Safer, with %j", async (given, apiKey) => {
    const { client, received } = await openWire(() => ({ status: 200, body: { returnCode: "0" } }), given);
    await client.filesafer.removeThresholdNotiConfig({ filter: "hash" });
    expect(received.map(({ headers }) => headers["x-ncp-apigw-api-key"])).toEqual([apiKey]);
  });

  it("may be left out: the API key, which the emulator does not ask for", async () => {
    expect(errorCode(await ask(await emulate(), "GET", "/hashfilter/v1/getNotiConfig"))).toBe("0");
  });
});

describe("createJob, whose fields a page calls path parameters", () => {
  it("has them in a JSON body and none in its path", async () => {
    const { client, received } = await openWire(() => ({ status: 200, body: { returnCode: "0" } }));
    await client.wsc.createJob({ ...job, UserAgent: "PC Chrome", Speed: "1" });
    expect(received.map(({ target, bytes }) => [target, JSON.parse(bytes.toString())])).toEqual([
      ["/api/v1/job", job],
    ]);
  });
});

describe("inputFile, whose fields a page calls query parameters", () => {
  it("has nothing in its query", async () => {
    const { client, received } = await openWire(() => ({ status: 200, body: { returnCode: "0" } }));
    await client.filesafer.inputFile({ file: new Blob(["text"]), archivePassword: "secret" });
    expect(received.map(({ target }) => target)).toEqual(["/filefilter/v1/inputFile"]);
  });
});
