import * as security from "pulumi-ncloud-security";
import { beforeEach, describe, expect, it } from "vitest";
import type { Emulator } from "../../emulator";
import { day } from "../support/time";
import { zip } from "../support/zip";
import { inspectArchive, lastDays, openAccount, providerOf } from "./support";

let emulator: Emulator;
let opts: { provider: security.Provider };

beforeEach(async () => {
  emulator = await openAccount();
  opts = { provider: providerOf(emulator) };
});

const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe("Web Security Checker", () => {
  const shop = "https://shop.example.com/";
  let numbers: number[];
  beforeEach(() => {
    numbers = emulator.seed({
      findings: { [shop]: { high: 2, medium: 1, low: 0 } },
      jobs: [
        { startUrl: shop, statusCode: 4, memo: "release 7" },
        { startUrl: "https://blog.example.com/", statusCode: 91 },
      ],
    }).jobs;
  });

  it("lists jobs with ISO dates beside the raw ones", async () => {
    const { total_cnt, record_data } = await security.wsc.getJobs({}, opts);
    expect(total_cnt).toBe(2);
    const job = record_data.find(({ instanceNo }) => instanceNo === numbers[0]);
    expect(job).toMatchObject({ start_url: shop, memo: "release 7", scan_cnt: 3, result_button: "report" });
    expect(job?.endedAt).toMatch(iso);
    expect(Date.parse(job?.endedAt ?? "")).toBe(
      Date.parse(`${String(job?.end_date).replaceAll("/", "-").replace(" ", "T")}+09:00`),
    );
  });

  it("asks for the first 20 jobs when nothing is said", async () => {
    await security.wsc.getJobs(undefined, opts);
    expect(emulator.requests()[0]).toMatchObject({ operation: "getJobs", query: "limit=20&page=1" });
  });

  it("finds jobs by a word of the URL and by their state", async () => {
    const byUrl = await security.wsc.searchJobs({ searchType: "url", searchKeyword: "blog" }, opts);
    expect(byUrl.record_data.map(({ instanceNo }) => instanceNo)).toEqual([numbers[1]]);
    const { DiagnosticCompleted } = security.wsc.StatusCode;
    const completed = await security.wsc.searchJobs({ statusCode: DiagnosticCompleted }, opts);
    expect(completed.record_data.map(({ instanceNo }) => instanceNo)).toEqual([numbers[0]]);
  });

  it("searches all jobs when nothing is said", async () => {
    await security.wsc.searchJobs({}, opts);
    const fields = { searchType: "", searchKeyword: "", statusCode: null, limit: 20, page: 1 };
    expect(emulator.requests()[0]).toMatchObject({ operation: "searchJobs", fields });
  });

  it("reads a report by the number or the id of a scan", async () => {
    const report = await security.wsc.getReport({ instanceNo: numbers[0] ?? 0 }, opts);
    expect(report.Classify_byRisk_Level).toMatchObject({ Total: 3, High: 2 });
    expect(report.Target_Info).toBe(shop);
    expect(report.startedAt).toMatch(iso);
    expect(report.endedAt).toMatch(iso);
    expect(await security.wsc.getReport({ instanceNo: String(numbers[0]) }, opts)).toEqual(report);
  });

  it("says what NCP's refusal means and what to do", async () => {
    const provider = providerOf(emulator, { retry: { maxAttempts: 1 } });
    const refused = security.wsc.getReport({ instanceNo: numbers[1] ?? 0 }, { provider });
    await expect(refused).rejects.toThrow(/^wsc getReport: .*\(code 901, .*request [0-9a-f-]+\)\. \w+/);
  });
});

describe("File Safer", () => {
  const malicious = "213ce10c4298c7617aac93615c3c3b0a783fd304";
  const harmless = "f093e7767bb63ac973b697d3fd1d40a78b87b8bf";

  it("knows malware by its hash", async () => {
    const found = await security.filesafer.checkHash({ hashCode: malicious }, opts);
    expect(found).toMatchObject({ detected: true, totalRows: 1 });
    expect(found.hashCheckResultList[0]?.registeredAt).toBe("2017-06-14T03:08:57.000Z");
    const unknown = await security.filesafer.checkHash({ hashCode: harmless, hashType: "sha1" }, opts);
    expect(unknown).toMatchObject({ detected: false, hashCheckResultList: [] });
  });

  it("tells the kind of a hash by its length", async () => {
    await security.filesafer.checkHash({ hashCode: malicious }, opts);
    await security.filesafer.checkHash({ hashCode: malicious.slice(8) }, opts);
    const queries = emulator.requests().map(({ query }) => query);
    expect(queries).toEqual([
      expect.stringContaining("hashType=sha1"),
      expect.stringContaining("hashType=md5"),
    ]);
  });

  it("reads the inspections of a file, by either of its hashes", async () => {
    emulator.seed({ files: [{ content: "hello", resultCode: "N" }] });
    for (const hash of ["aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d", "5d41402abc4b2a76b9719d911017c592"]) {
      const { inputFileLogList } = await security.filesafer.getInputFileLog({ hash }, opts);
      expect(inputFileLogList).toHaveLength(1);
      expect(inputFileLogList[0]).toMatchObject({ analysisStatusCode: "CMPL", analysisResultCode: "N" });
      expect(inputFileLogList[0]?.registeredAt).toMatch(iso);
    }
  });

  it("reads the inspections of the files in an archive, in a range that may be told in three forms", async () => {
    const parentHash = await inspectArchive(emulator, zip({ "a.txt": Buffer.from("a") }));
    const [from, to] = [Date.now() - day, Date.now() + day];
    const ranges = [
      {},
      { fromDate: from, toDate: to },
      { fromDate: new Date(from), toDate: new Date(to) },
      { fromDate: new Date(from).toISOString(), toDate: new Date(to).toISOString() },
      { fromDate: from },
      { toDate: to },
    ];
    for (const range of ranges) {
      const { inputFileLogList } = await security.filesafer.getInputFileLogByParentHash(
        { parentHash, ...range },
        opts,
      );
      expect(inputFileLogList).toEqual([expect.objectContaining({ parentSha1: parentHash, fileSize: 1 })]);
    }
    const past = { fromDate: from - day, toDate: from };
    for (const range of [past, { fromDate: to }, { toDate: from }]) {
      const none = await security.filesafer.getInputFileLogByParentHash({ parentHash, ...range }, opts);
      expect(none.inputFileLogList).toEqual([]);
    }
  });

  it.each(["hash", "file"] as const)("reads the settings of the %s filter", async (filter) => {
    const threshold = { notificationType: "MAL", referenceTime: 10, thresholdValue: 5 } as const;
    emulator.seed({
      notifications: { [`${filter}filter`]: "ERR" },
      thresholds: { [`${filter}filter`]: [threshold] },
    });
    const { notificationType } = await security.filesafer.getNotificationConfig({ filter }, opts);
    expect(notificationType).toBe("ERR");
    const set = await security.filesafer.getThresholdNotificationConfig({ filter }, opts);
    expect(set.thresholdNotificationInfoList).toEqual([threshold]);
  });
});

const { securitymonitoring } = security;

const lists = [
  ["getAVList", async (args: Range) => (await securitymonitoring.getAVList(args, opts)).antiVirusDataList],
  ["getDDoSList", async (args: Range) => (await securitymonitoring.getDDoSList(args, opts)).ddosDataList],
  ["getIDSList", async (args: Range) => (await securitymonitoring.getIDSList(args, opts)).idsDataList],
  ["getIPSList", async (args: Range) => (await securitymonitoring.getIPSList(args, opts)).ipsDataList],
  ["getWAFList", async (args: Range) => (await securitymonitoring.getWAFList(args, opts)).wafDataList],
] as const;

type Range = security.securitymonitoring.EventListArgs;

describe.each(["vpc", "classic"] as const)("Security Monitoring on %s", (platform) => {
  it.each(lists)("%s lists events with ISO dates", async (operation, list) => {
    const events = await list({ platform, ...lastDays() });
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) {
      expect(event.platForm).toBe(platform.toUpperCase());
      expect(event.detectedAt).toBe(new Date(Number(event.date)).toISOString());
    }
    expect(emulator.requests()).toEqual([
      expect.objectContaining({ operation, path: pathOf(platform, operation) }),
    ]);
  });

  it("takes a range in three forms, pages, an order and filters", async () => {
    const { startDateTime, endDateTime } = lastDays();
    const all = await securitymonitoring.getDDoSList({ platform, startDateTime, endDateTime }, opts);
    const texts = {
      startDateTime: new Date(startDateTime).toISOString(),
      endDateTime: new Date(endDateTime),
    };
    const oldest = { platform, ...texts, countPerPage: 1, page: 1, order: "asc" } as const;
    const { ddosDataList, totalRows } = await securitymonitoring.getDDoSList(oldest, opts);
    expect(ddosDataList).toEqual(all.ddosDataList.slice(-1));
    expect(totalRows).toBe(all.totalRows);
    const attackIp = ddosDataList[0]?.attackerIp;
    const filtered = await securitymonitoring.getDDoSList({ ...oldest, attackIp, regionCode: "KR" }, opts);
    expect(filtered.ddosDataList).toEqual(ddosDataList);
  });

  it("reads the report of a DDoS attack and of an intrusion", async () => {
    const ticketId = "526068433";
    const ddos = await securitymonitoring.getDDoSEventDetail({ platform, ticketId }, opts);
    const ids = await securitymonitoring.getIDSEventDetail({ platform, ticketId }, opts);
    for (const detail of [ddos, ids]) expect(detail.report).toContain(ticketId);
    const paths = emulator.requests().map(({ path }) => path);
    expect(paths).toEqual([pathOf(platform, "getDDoSEventDetail"), pathOf(platform, "getIDSEventDetail")]);
  });
});

it("asks the VPC platform when none is named", async () => {
  await securitymonitoring.getWAFList(lastDays(), opts);
  await securitymonitoring.getIDSEventDetail({ ticketId: "526068433" }, opts);
  const paths = emulator.requests().map(({ path }) => path.split("/")[1]);
  expect(paths).toEqual(["vsecuritymonitoring", "vsecuritymonitoring"]);
});

function pathOf(platform: "vpc" | "classic", operation: string): string {
  return `/${platform === "vpc" ? "v" : ""}securitymonitoring/v1/${operation}`;
}
