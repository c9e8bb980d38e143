import { describe, expect, it } from "vitest";
import { type Sample, samplesOf } from "../samples";
import { callLike, operations } from "./operations";
import { openWire } from "./wire";

/** Kinds of JSON values that a field may have instead of the documented one. */
const oddities: readonly unknown[] = [null, 1772409600000, "soon", "", true, { a: 1 }, ["a"]];

type Path = readonly (string | number)[];

/** What a call cannot be answered without, by field. */
const needed: Readonly<Record<string, readonly string[]>> = {
  getJobs: ["total_cnt", "record_data"],
  searchJobs: ["total_cnt", "record_data"],
  createJob: ["returnCode"],
  cancelJob: ["returnCode"],
  stopJob: ["returnCode"],
  getReport: [],
  checkHash: ["returnCode", "totalRows", "hashCheckResultList"],
  getNotiConfig: ["returnCode", "notificationType"],
  setNotiConfig: ["returnCode"],
  getThresholdNotiConfig: ["returnCode", "thresholdNotificationInfoList"],
  setThresholdNotiConfig: ["returnCode"],
  removeThresholdNotiConfig: ["returnCode"],
  inputFile: ["returnCode"],
  getInputFileLog: ["returnCode", "inputFileLogList"],
  getInputFileLogByParentHash: ["returnCode", "inputFileLogList"],
  getAVList: ["returnCode", "totalRows", "antiVirusDataList"],
  getDDoSList: ["returnCode", "totalRows", "ddosDataList"],
  getDDoSEventDetail: ["returnCode"],
  getIDSList: ["returnCode", "totalRows", "idsDataList"],
  getIDSEventDetail: ["returnCode"],
  getIPSList: ["returnCode", "totalRows", "ipsDataList"],
  getWAFList: ["returnCode", "totalRows", "wafDataList"],
};

/** Lists whose rows decide something, all of them: a threshold that cannot be read cannot be compared. */
const strictLists = ["thresholdNotificationInfoList"];

/** Every field of an answer that may be odd, with those of rows. */
function sparePlaces(operation: string, body: object): Path[] {
  const top = Object.keys(body)
    .filter((name) => !needed[operation]?.includes(name))
    .map((name) => [name]);
  const inRows = Object.entries(body)
    .filter(([name, value]) => Array.isArray(value) && !strictLists.includes(name))
    .flatMap(([name, rows]) =>
      rows.flatMap((row: unknown) =>
        Object.keys(typeof row === "object" ? { ...row } : {}).map((key) => [name, 0, key]),
      ),
    );
  return [...top, ...inRows];
}

function withValue(body: unknown, [first, ...rest]: Path, value: unknown): unknown {
  if (first === undefined) return value;
  const copy = structuredClone(body) as Record<string | number, unknown>;
  copy[first] = withValue(copy[first], rest, value);
  return copy;
}

function wholeSample(operation: string): Sample {
  const found = samplesOf(operation).find(({ response }) => !("error" in response.body));
  if (found === undefined) throw new Error(`there is no answer of ${operation}`);
  return found;
}

async function answerTo(operation: string, body: unknown): Promise<Record<string, unknown>> {
  const { request } = wholeSample(operation);
  const { client } = await openWire(() => ({ status: 200, body }));
  return { ...(await callLike(client, operation, request)) };
}

describe("a value of another kind than documented, in a field that nothing depends on", () => {
  it.each(Object.keys(operations))("does not spoil the answer of %s", async (operation) => {
    const { request, response } = wholeSample(operation);
    let body: unknown;
    const { client } = await openWire(() => ({ status: 200, body }));
    for (const place of sparePlaces(operation, response.body)) {
      for (const oddity of oddities) {
        body = withValue(response.body, place, oddity);
        const outcome = await callLike(client, operation, request).catch((error: Error) => error.message);
        expect.soft(outcome, `${place.join(".")}: ${JSON.stringify(oddity)}`).toBeTypeOf("object");
      }
    }
  });
});

const job = (instanceNo: unknown, others: object = {}) => ({
  instanceNo,
  start_url: "https://shop.example.com/",
  memo: "",
  result_button: "report",
  ...others,
});

describe("a listing of jobs", () => {
  it("has dates as numbers and as text, as they came", async () => {
    const dates = { start_date: 1772409600000, end_date: "2026/03/02 09:00:00" };
    const answer = await answerTo("getJobs", { total_cnt: 1, record_data: [job(1, dates)] });
    expect(answer.record_data).toMatchObject([dates]);
  });

  it.each<[string, unknown]>([
    ["no number", job(undefined)],
    ["a number that is none", job("soon")],
    ["no object", null],
    ["a list", []],
  ])("keeps a row with %s apart, and the others", async (_, row) => {
    const answer = await answerTo("getJobs", { total_cnt: 3, record_data: [job(1), row, job("2")] });
    expect(answer.record_data).toMatchObject([{ instanceNo: 1 }, { instanceNo: 2 }]);
    const [unreadable, ...others] = answer.unreadable as object[];
    expect(others).toEqual([]);
    expect(unreadable).toMatchObject({ instanceNo: undefined, problem: expect.any(String) });
  });

  it.each([{ result_button: { a: 1 } }, { memo: ["pulumi"] }])(
    "tells whose row it is that cannot be read: %j",
    async (odd) => {
      const answer = await answerTo("getJobs", { total_cnt: 2, record_data: [job(1), job(7, odd)] });
      expect(answer.record_data).toMatchObject([{ instanceNo: 1 }]);
      const problem = expect.stringContaining(Object.keys(odd)[0] ?? "");
      expect(answer.unreadable).toEqual([{ instanceNo: 7, problem, row: job(7, odd) }]);
    },
  );

  it("without a list is no listing", async () => {
    for (const body of [{ total_cnt: 0 }, { total_cnt: 0, record_data: null }])
      await expect(answerTo("getJobs", body)).rejects.toThrow("record_data");
  });
});

describe("a report", () => {
  it.each([-1, "many", null, 0.5])("with %j findings has no counts", async (High) => {
    const { response } = wholeSample("getReport");
    const level = { ...(response.body.Classify_byRisk_Level as object), High };
    const answer = await answerTo("getReport", { ...response.body, Classify_byRisk_Level: level });
    expect(answer.Classify_byRisk_Level).toBeUndefined();
  });
});

describe("what Hash Filter knows", () => {
  const reply = { returnCode: "0", returnMessage: "success" };

  it("may be nothing, without a list", async () => {
    expect(await answerTo("checkHash", { ...reply, totalRows: 0 })).toMatchObject({
      hashCheckResultList: [],
    });
  });

  it("is not nothing where a list is missing, or shorter than it says", async () => {
    for (const list of [{}, { hashCheckResultList: null }, { hashCheckResultList: [] }])
      await expect(answerTo("checkHash", { ...reply, totalRows: 1, ...list })).rejects.toThrow(
        /totalRows|hashCheckResultList/,
      );
  });
});

describe("a list of events", () => {
  const reply = { returnCode: 0, returnMessage: "SUCCESS", page: 1 };

  it("keeps an odd row as it came", async () => {
    const row = { ticketId: "1", attackerIp: null, detect: 7, more: { a: 1 } };
    const answer = await answerTo("getWAFList", { ...reply, totalRows: 3, wafDataList: [row, null, "odd"] });
    expect(answer.wafDataList).toMatchObject([
      { ticketId: "1", attackerIp: undefined, detect: "7", more: { a: 1 } },
      { row: null },
      { row: "odd" },
    ]);
  });

  it("may be missing where there are no events, and only there", async () => {
    expect(await answerTo("getWAFList", { ...reply, totalRows: 0 })).toMatchObject({ wafDataList: [] });
    await expect(answerTo("getWAFList", { ...reply, totalRows: 1 })).rejects.toThrow("wafDataList");
  });
});
