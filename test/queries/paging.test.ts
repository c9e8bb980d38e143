import * as security from "pulumi-ncloud-security";
import { describe, expect, it } from "vitest";
import { readAllPages } from "../../provider/ncp/client/paging";
import { openAccount, providerOf } from "./support";

describe("all: true", () => {
  it("reads every page of the jobs, at the page size that is asked for", async () => {
    const emulator = await openAccount();
    const opts = { provider: providerOf(emulator) };
    const jobs = Array.from({ length: 45 }, (_, index) => ({
      startUrl: `https://shop-${index}.example.com/`,
    }));
    const { jobs: numbers } = emulator.seed({ jobs });
    const listed = await security.wsc.getJobs({ all: true, limit: 20 }, opts);
    expect(listed.total_cnt).toBe(45);
    expect(listed.record_data.map(({ instanceNo }) => instanceNo).sort()).toEqual(numbers.sort());
    expect(emulator.requests().map(({ query }) => query)).toEqual([
      "limit=20&page=1",
      "limit=20&page=2",
      "limit=20&page=3",
    ]);
  });

  it("reads every page of a search, 100 at a time", async () => {
    const emulator = await openAccount();
    const jobs = Array.from({ length: 101 }, (_, index) => ({
      startUrl: `https://shop-${index}.example.com/`,
    }));
    emulator.seed({ jobs: [...jobs, { startUrl: "https://blog.example.com/" }] });
    const search = { searchType: "url", searchKeyword: "shop", all: true } as const;
    const { record_data } = await security.wsc.searchJobs(search, { provider: providerOf(emulator) });
    expect(record_data).toHaveLength(101);
    expect(emulator.requests().map(({ fields }) => fields)).toMatchObject([
      { limit: 100, page: 1 },
      { limit: 100, page: 2 },
    ]);
  });

  it("keeps rows apart that cannot be read, and counts them", async () => {
    const emulator = await openAccount();
    const page = (rows: unknown[]) => JSON.stringify({ total_cnt: 5, record_data: rows });
    const answers = [
      page([{ instanceNo: 5 }, { instanceNo: "?" }]),
      page([null, { instanceNo: 2 }]),
      page([{ instanceNo: 1 }]),
    ];
    for (const [index, body] of answers.entries())
      emulator.faults({ operation: "getJobs", nth: index + 1, times: 1, effect: { status: 200, body } });
    const list = await security.wsc.getJobs({ all: true, limit: 2 }, { provider: providerOf(emulator) });
    expect(list.record_data.map(({ instanceNo }) => instanceNo)).toEqual([5, 2, 1]);
    expect(list.unreadable.map(({ row }) => row)).toEqual([{ instanceNo: "?" }, null]);
    expect(emulator.requests()).toHaveLength(3);
  });

  it("reads every page of the events", async () => {
    const emulator = await openAccount();
    const opts = { provider: providerOf(emulator) };
    const now = Date.now();
    const range = { startDateTime: now - 7_200_000, endDateTime: now - 3_600_000 };
    const events = Array.from({ length: 7 }, (_, index) => ({
      list: "waf" as const,
      date: range.startDateTime + index * 1000,
      fields: { targetIp: "10.9.9.9" },
    }));
    emulator.seed({ events });
    const args = { ...range, targetIp: "10.9.9.9", countPerPage: 3, all: true };
    const { wafDataList, totalRows } = await security.securitymonitoring.getWAFList(args, opts);
    expect(totalRows).toBe(7);
    expect(new Set(wafDataList.map(({ ticketId }) => ticketId)).size).toBe(7);
    expect(emulator.requests()).toHaveLength(3);
  });
});

interface Page {
  rows: readonly number[];
  total: number;
}

/** Reads pages from a script, one for each call; the last one repeats. */
function reading(script: readonly Page[], key?: (row: number) => unknown) {
  const asked: number[] = [];
  const listing = {
    operation: { service: "wsc", name: "getJobs" } as const,
    fetch: async (page: number) => {
      const answer = script[asked.length] ?? script.at(-1) ?? { rows: [], total: 0 };
      asked.push(page);
      return answer;
    },
    rows: (page: Page) => page.rows,
    total: (page: Page) => page.total,
    ...(key === undefined ? {} : { key }),
  };
  return { asked, done: readAllPages(listing) };
}

const broken = "wsc getJobs: the listing broke off after";

describe("pages that do not fit together", () => {
  it.each([
    [
      "an empty page",
      [
        { rows: [1], total: 2 },
        { rows: [], total: 2 },
      ],
      "1 of 2 rows: page 2 was empty",
    ],
    ["the same page again", [{ rows: [1], total: 2 }], "1 of 2 rows: page 2 had nothing new"],
    ["too many rows", [{ rows: [1, 2], total: 1 }], "2 of 1 rows: there were more than that"],
  ])("%s fails after three walks, and says so", async (_, script, message) => {
    await expect(reading([...script, ...script, ...script]).done).rejects.toThrow(`${broken} ${message}`);
  });

  it("begin anew when the total changes on the way", async () => {
    const { asked, done } = reading([
      { rows: [2], total: 2 },
      { rows: [2], total: 3 },
      { rows: [3], total: 3 },
      { rows: [2], total: 3 },
      { rows: [1], total: 3 },
    ]);
    expect((await done).rows).toEqual([3, 2, 1]);
    expect(asked).toEqual([1, 2, 1, 2, 3]);
  });

  it("go on where rows are added meanwhile, and others come twice only therefore", async () => {
    const { asked, done } = reading(
      [
        { rows: [4, 3], total: 4 },
        { rows: [3, 2], total: 5 },
        { rows: [1], total: 5 },
      ],
      (row) => row,
    );
    expect((await done).rows).toEqual([4, 3, 2, 1]);
    expect(asked).toEqual([1, 2, 3]);
  });

  it("go on where a whole page of rows is added meanwhile", async () => {
    const { asked, done } = reading(
      [
        { rows: [2, 1], total: 2 + 1 },
        { rows: [2, 1], total: 2 + 1 + 2 },
        { rows: [0], total: 2 + 1 + 2 },
      ],
      (row) => row,
    );
    expect((await done).rows).toEqual([2, 1, 0]);
    expect(asked).toEqual([1, 2, 3]);
  });

  it("begin anew where more rows come twice than were added", async () => {
    const { asked, done } = reading(
      [
        { rows: [4, 3], total: 4 },
        { rows: [4, 3], total: 5 },
        { rows: [5, 4], total: 5 },
        { rows: [3, 2], total: 5 },
        { rows: [1], total: 5 },
      ],
      (row) => row,
    );
    expect((await done).rows).toEqual([5, 4, 3, 2, 1]);
    expect(asked).toEqual([1, 2, 1, 2, 3]);
  });

  it("begin anew when a row comes twice, although there are as many rows as there should be", async () => {
    const { asked, done } = reading(
      [
        { rows: [3, 2], total: 4 },
        // A row was added at the front and one went at the end: all have moved.
        { rows: [2, 1], total: 4 },
        { rows: [4, 3], total: 4 },
        { rows: [2, 1], total: 4 },
      ],
      (row) => row,
    );
    expect((await done).rows).toEqual([4, 3, 2, 1]);
    expect(asked).toEqual([1, 2, 1, 2]);
  });

  it("are not asked for when the first holds everything, or nothing", async () => {
    expect((await reading([{ rows: [], total: 0 }]).done).rows).toEqual([]);
    const { asked, done } = reading([{ rows: [1, 2], total: 2 }]);
    expect((await done).rows).toEqual([1, 2]);
    expect(asked).toEqual([1]);
  });
});
