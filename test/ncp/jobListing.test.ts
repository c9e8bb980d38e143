import { beforeEach, describe, expect, it } from "vitest";
import { createClient } from "../../provider/ncp/client";
import { burst, JobListing, oneRun, type Scope } from "../../provider/ncp/client/jobListing";
import type { Gateway } from "../../provider/ncp/http/request";

const stack = { searchType: "memo", searchKeyword: "[pulumi 92ea13.", statusCode: null } as const;

/** Rows that were asked for, page by page, since the last question. */
let asked: string[];
/** Numbers of the jobs that NCP has, in its order. */
let numbers: number[];
/** So many answers are errors. */
let errors: number;
let now: number;
let listing: JobListing;

const gateway: Gateway = {
  async send({ body, query }) {
    const { limit, page } = Object(body === undefined ? query : Object(body).json);
    asked.push(`${page} of ${limit}`);
    if (errors-- > 0) throw new Error("NCP is not there");
    const rows = numbers.slice((page - 1) * limit, page * limit);
    return { total_cnt: numbers.length, record_data: rows.map((instanceNo) => ({ instanceNo })) };
  },
  close: async () => {},
};

const countDown = (from: number) => Array.from({ length: from }, (_, index) => from - index);

beforeEach(() => {
  asked = [];
  errors = 0;
  now = 0;
  numbers = countDown(250);
  listing = new JobListing(
    createClient(gateway),
    () => now,
    async () => {},
  );
});

/** The number that was found, or undefined, and the pages that this took. */
async function look(number: number, newest?: number, scope: Scope = stack) {
  const found = await listing.filter(scope, (job) => job.instanceNo === number, { most: 1, newest });
  return [found.at(0)?.instanceNo, ...asked.splice(0)];
}

async function lookAtAll(maxAge?: number) {
  const found = await listing.filter(stack, () => true, { maxAge });
  return [found.length, ...asked.splice(0)];
}

describe("a look for a new job", () => {
  it("reads a few of the newest rows, once for all who look at the same time", async () => {
    expect(await Promise.all([look(250, 22), look(240, 22)])).toEqual([[250, "1 of 22"], [240]]);
    expect(await look(229, 30)).toEqual([229]);
    now += burst + 1;
    expect(await look(250, 30)).toEqual([250, "1 of 30"]);
  });

  it("reads on in full pages where the job is not among them", async () => {
    expect(await look(100, 22)).toEqual([100, "1 of 22", "1 of 100", "2 of 100"]);
    expect(await look(251, 22)).toEqual([undefined, "3 of 100"]);
  });

  it.each([22, undefined])(
    "asks again after an error, also in the same moment (newest: %s)",
    async (newest) => {
      errors = 1;
      await expect(look(250, newest)).rejects.toThrow("NCP is not there");
      asked = [];
      expect(await look(250, newest)).toEqual([250, `1 of ${newest ?? 100}`]);
    },
  );

  it("comes to the end of a listing that is as long as any", async () => {
    numbers = countDown(50_000);
    const [found, ...pages] = await look(50_001, 22);
    expect(found).toBeUndefined();
    expect(pages).toHaveLength(1 + 500);
  });

  it("takes one call more where the oldest come first", async () => {
    numbers.reverse();
    expect(await look(250, 22)).toEqual([250, "1 of 22", "1 of 100", "2 of 100", "3 of 100"]);
  });

  it("takes what is known already, whoever has read it", async () => {
    expect(await look(200)).toEqual([200, "1 of 100"]);
    expect(await look(250, 22)).toEqual([250]);
  });

  it("reads anew what has changed since", async () => {
    expect(await look(250, 22)).toEqual([250, "1 of 22"]);
    numbers = countDown(251);
    listing.noteChange("sign");
    const isNew = { most: 1, newest: 22, about: "sign" };
    expect(await listing.filter(stack, (job) => job.instanceNo === 251, isNew)).toHaveLength(1);
    expect(asked).toEqual(["1 of 22"]);
  });
});

describe("any other look", () => {
  it("does not take the few rows of a look for a new job for more than they are", async () => {
    await look(250, 22);
    expect(await look(240)).toEqual([240]);
    expect(await look(100)).toEqual([100, "1 of 100", "2 of 100"]);
    expect(await lookAtAll()).toEqual([250, "3 of 100"]);
  });

  it("takes a new job from the rows that have shown it, not that it is missing from older ones", async () => {
    numbers = [];
    await lookAtAll();
    numbers = [1];
    listing.noteChange("sign");
    await listing.filter(stack, (job) => job.instanceNo === 1, { most: 1, newest: 22, about: "sign" });
    expect(asked.splice(0)).toEqual(["1 of 22"]);
    expect(await listing.find(stack, 1)).toMatchObject({ instanceNo: 1 });
    expect(asked).toEqual([]);
  });

  it("keeps what was read to its end, while others look at new jobs", async () => {
    expect(await lookAtAll()).toEqual([250, "1 of 100", "2 of 100", "3 of 100"]);
    now += burst + 1;
    expect(await look(250, 22)).toEqual([250, "1 of 22"]);
    expect(await look(200)).toEqual([200, "1 of 100"]);
    expect(await lookAtAll(oneRun)).toEqual([250]);
  });
});
