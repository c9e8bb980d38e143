import { describe, expect, it } from "vitest";
import type { Emulator } from "../../emulator";
import { ask, createJob, emulate, errorCode, jobs, newestJob, site, submitted } from "./support";

async function withJobs(count: number): Promise<Emulator> {
  const emulator = await emulate({ pace: "manual" });
  const seeded = Array.from({ length: count }, (_, index) => ({
    startUrl: `https://site-${index + 1}.example.com/`,
    statusCode: 4 as const,
    memo: `release ${index + 1}`,
  }));
  emulator.seed({ jobs: seeded });
  return emulator;
}

async function list(emulator: Emulator, query: string) {
  return (await ask(emulator, "GET", `/api/v1/jobs${query}`)).body;
}

const everything = { searchType: "", searchKeyword: "", statusCode: null, limit: 100, page: 1 };

async function search(emulator: Emulator, fields: object) {
  return ask(emulator, "POST", "/api/v1/jobs/search", { json: { ...everything, ...fields } });
}

describe("the list of jobs", () => {
  it("comes in pages, newest first, with the block of ten pages around", async () => {
    const emulator = await withJobs(25);
    const body = await list(emulator, "?limit=2&page=12");
    expect(body).toMatchObject({
      returnCode: "0",
      total_cnt: 25,
      total_page_cnt: 13,
      current_start_page: 11,
      current_end_page: 13,
      record_data: [{ memo: "release 3" }, { memo: "release 2" }],
    });
  });

  it("has 20 to a page when nothing is asked for", async () => {
    const emulator = await withJobs(25);
    const body = await list(emulator, "");
    expect(body.record_data).toHaveLength(20);
    expect(body).toMatchObject({ total_page_cnt: 2, current_start_page: 1, current_end_page: 2 });
  });

  it("is empty beyond the last page, and for an account without jobs", async () => {
    const emulator = await withJobs(3);
    expect(await list(emulator, "?limit=10&page=9")).toMatchObject({ total_cnt: 3, record_data: [] });
    emulator.reset();
    expect(await list(emulator, "?limit=10&page=1")).toMatchObject({
      total_cnt: 0,
      total_page_cnt: 1,
      record_data: [],
    });
  });

  it.each(["?limit=0&page=1", "?limit=ten&page=1", "?limit=10&page=-1", "?limit=10&page=1&sort=asc"])(
    "refuses %s",
    async (query) => {
      const answer = await ask(await emulate(), "GET", `/api/v1/jobs${query}`);
      expect(errorCode(answer)).toBe(160431);
    },
  );
});

describe("a search for jobs", () => {
  it.each([
    [{ searchType: "url", searchKeyword: "SITE-2." }, ["release 2"]],
    [{ searchType: "url", searchKeyword: "https://site-1" }, ["release 11", "release 10", "release 1"]],
    [{ searchType: "memo", searchKeyword: "ease 1" }, ["release 11", "release 10", "release 1"]],
    [{ searchType: "memo", searchKeyword: "%" }, []],
    [{ searchType: "", searchKeyword: "anything", limit: 2 }, ["release 11", "release 10"]],
  ])("finds %o", async (fields, memos) => {
    const { body } = await search(await withJobs(11), fields);
    expect(body.record_data).toMatchObject(memos.map((memo) => ({ memo })));
  });

  it("keeps only jobs in the wanted state, by what they are now", async () => {
    const emulator = await emulate({ pace: 10 });
    await createJob(emulator);
    expect((await search(emulator, { statusCode: 12 })).body).toMatchObject({ total_cnt: 1 });
    emulator.advance({ seconds: 10 });
    expect((await search(emulator, { statusCode: 12 })).body).toMatchObject({ total_cnt: 0 });
    expect((await search(emulator, { statusCode: 13 })).body).toMatchObject({ total_cnt: 1 });
  });

  it.each([
    [{ searchType: undefined }, 160432],
    [{ searchType: "title" }, 160433],
    [{ statusCode: 6 }, 160433],
    [{ statusCode: undefined }, 160432],
    [{ limit: "10" }, 160431],
    [{ page: 0 }, 160431],
  ])("refuses %o", async (fields, code) => {
    expect(errorCode(await search(await emulate(), fields))).toBe(code);
  });
});

describe("a report", () => {
  const reportOf = (emulator: Emulator, instanceNo: number) =>
    ask(emulator, "GET", `/api/v1/jobs/${instanceNo}/report`);

  it("tells what was scanned, when, and what was found", async () => {
    const emulator = await emulate({ pace: 60 });
    emulator.seed({ findings: { [site]: { high: 1, medium: 0, low: 2 } } });
    const instanceNo = await submitted(emulator, {
      ExcludeUrl: ["/logout"],
      Headers: { Cookie: "session=canary" },
      Memo: "nightly",
    });
    emulator.advance({ minutes: 10 });
    const { status, body, text } = await reportOf(emulator, instanceNo);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      report_date: "2026/03/02 09:05:00",
      Target_Info: site,
      Crawl_Time: "2026/03/02 09:01:00~2026/03/02 09:04:00",
      Scan_Time: "2026/03/02 09:04:00~2026/03/02 09:05:00",
      Excluded_Url: "/logout",
      Login_Info: "Cookie",
      User_Agent: "PC Chrome",
      Memo: "nightly",
      Scanned_Domain_List: ["shop.example.com"],
      Not_Scanned_Domain_List: [],
      Classify_byRisk_Level: { Total: 3, High: 1, Medium: 0, Low: 2 },
      Classify_byRisk_Domain: { "shop.example.com": { Total: 3 } },
      Classify_byRisk_Vulnerability: { "SQL Injection": { High: 1 }, "Directory Listing": { Low: 2 } },
    });
    expect(Object.keys(Object(body.Details))).toEqual(Object.keys(Object(body.Recommendation)));
    expect(text).not.toContain("canary");
  });

  it("is the same for the same site, on any emulator", async () => {
    const counts = [];
    for (const emulator of [await emulate(), await emulate()]) {
      const { body } = await reportOf(emulator, await submitted(emulator));
      counts.push(body.Classify_byRisk_Level);
    }
    expect(counts[0]).toEqual(counts[1]);
  });

  it("is not there before the scan has completed", async () => {
    const emulator = await emulate({ pace: "manual" });
    expect(errorCode(await reportOf(emulator, await submitted(emulator)))).toBe(901);
  });

  it("expires after a year, which the list shows", async () => {
    const emulator = await emulate();
    const instanceNo = await submitted(emulator);
    emulator.advance({ days: 365 });
    expect((await reportOf(emulator, instanceNo)).status).toBe(200);
    emulator.advance({ seconds: 1 });
    expect(errorCode(await reportOf(emulator, instanceNo))).toBe(160701);
    expect(await newestJob(emulator)).toMatchObject({ result_button: "expired" });
    expect(await jobs(emulator)).toHaveLength(1);
  });
});
