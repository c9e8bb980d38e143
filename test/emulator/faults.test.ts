import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Emulator, FaultInput } from "../../emulator";
import { ask, control, createJob, emulate, errorCode, signedHeaders, site, start } from "./support";

const list = (emulator: Emulator) => ask(emulator, "GET", "/api/v1/jobs?limit=10&page=1");

async function struck(effect: FaultInput["effect"], plan: Omit<FaultInput, "effect"> = {}) {
  const emulator = await emulate({ pace: "manual" });
  emulator.faults({ ...plan, effect });
  return emulator;
}

/** Which of so many calls in a row a fault struck. */
async function pattern(emulator: Emulator, calls: number): Promise<string> {
  const answers = [];
  for (let call = 0; call < calls; call += 1) answers.push(await list(emulator));
  return answers.map(({ status }) => (status === 200 ? "." : "x")).join("");
}

const error = { status: 503 };

describe("when a fault strikes", () => {
  it.each([
    [{}, "xxxxxx"],
    [{ nth: 3 }, "..x..."],
    [{ times: 2 }, "xx...."],
    [{ nth: 2, times: 3 }, ".xxx.."],
    [{ operation: "getJobs", service: "wsc" as const, nth: 1 }, "x....."],
    [{ operation: "searchJobs" }, "......"],
    [{ service: "filesafer" as const }, "......"],
    [{ probability: 0, seed: 1 }, "......"],
    [{ probability: 1, seed: 1, times: 1 }, "x....."],
  ])("%o meets %s", async (plan, expected) => {
    expect(await pattern(await struck(error, plan), 6)).toBe(expected);
  });

  it("by chance, the same calls are met for the same seed", async () => {
    const runs = [];
    for (const seed of [7, 7, 8])
      runs.push(await pattern(await struck(error, { probability: 0.5, seed }), 24));
    expect(runs[0]).toBe(runs[1]);
    expect(runs[0]).not.toBe(runs[2]);
    expect(runs[0]).toMatch(/x/);
    expect(runs[0]).toMatch(/\./);
  });

  it("by a rate, what comes too fast is met, and a second's worth may come at once", async () => {
    let now = start;
    const emulator = await emulate({ clock: () => now });
    emulator.faults({ perSecond: 2, effect: error });
    expect(await pattern(emulator, 4)).toBe("..xx");
    now += 500;
    expect(await pattern(emulator, 2)).toBe(".x");
    now += 60_000;
    expect(await pattern(emulator, 4)).toBe("..xx");
  });

  it("by a rate of less than one a second, a call goes through now and then", async () => {
    let now = start;
    const emulator = await emulate({ clock: () => now });
    emulator.faults({ perSecond: 0.1, effect: error });
    expect(await pattern(emulator, 2)).toBe(".x");
    now += 9_000;
    expect(await pattern(emulator, 1)).toBe("x");
    now += 1_000;
    expect(await pattern(emulator, 2)).toBe(".x");
  });

  it("by a rate and a count at once is refused", async () => {
    const emulator = await emulate();
    expect(() => emulator.faults({ perSecond: 2, nth: 1, effect: error })).toThrow("nth: cannot be combined");
  });

  it("before the service, nothing was done; after it, all was", async () => {
    const before = await struck(error, { operation: "createJob", when: "before" });
    expect((await createJob(before)).status).toBe(503);
    expect(before.health()).toMatchObject({ billed: 0, jobs: { total: 0 } });
    const after = await struck(error, { operation: "createJob", when: "after" });
    expect((await createJob(after)).status).toBe(503);
    expect(after.health()).toMatchObject({ billed: 1, jobs: { total: 1 } });
  });

  it("the journal tells, and what was done all the same", async () => {
    const emulator = await struck({ drop: true }, { operation: "createJob", when: "after" });
    await expect(createJob(emulator)).rejects.toThrow();
    expect(emulator.requests()).toMatchObject([
      {
        operation: "createJob",
        status: null,
        code: null,
        committed: true,
        fault: 'after {"drop":true}',
        fields: { StartUrl: site },
      },
    ]);
  });

  it("the plan counts, and can be taken back", async () => {
    const emulator = await emulate();
    await control(emulator, "POST", "faults", [
      { times: 1, effect: error },
      { nth: 2, effect: { status: 500 } },
    ]);
    expect([(await list(emulator)).status, (await list(emulator)).status]).toEqual([503, 500]);
    expect((await control(emulator, "GET", "faults")).body).toMatchObject({
      faults: [
        { seen: 2, fired: 1 },
        { seen: 2, fired: 1 },
      ],
    });
    await control(emulator, "DELETE", "faults");
    expect(emulator.faultPlan()).toEqual([]);
  });
});

describe("what a fault does", () => {
  it.each([
    [{ status: 429 }, 429, "400"],
    [{ status: 429, code: "410" }, 429, "410"],
    [{ status: 401, code: 210 }, 401, "210"],
    [{ status: 500 }, 500, "900"],
    [{ status: 503 }, 503, "500"],
    [{ status: 504 }, 504, "510"],
    [{ status: 200, code: "901", envelope: "service" as const }, 200, 901],
    [{ status: 200, code: "160452", envelope: "service" as const }, 200, 160452],
  ])("%o is answered in the right envelope", async (effect, status, code) => {
    const answer = await list(await struck(effect));
    expect([answer.status, errorCode(answer)]).toEqual([status, code]);
    expect(answer.headers.get("x-ncp-apigw-request-id")).not.toBeNull();
  });

  it("an error may ask to wait, and carry headers", async () => {
    const answer = await list(
      await struck({ status: 429, retryAfter: 7, headers: { "x-ratelimit-remaining": "0" } }),
    );
    expect([answer.headers.get("retry-after"), answer.headers.get("x-ratelimit-remaining")]).toEqual([
      "7",
      "0",
    ]);
  });

  it.each([
    [{ status: 500, envelope: "empty" as const }, 500, /^$/],
    [{ status: 500, envelope: "xml" as const }, 500, /^<\?xml/],
    [{ status: 400, envelope: "responseError" as const, code: "100" }, 400, /^\{"responseError":/],
    [{ status: 200, body: "null" }, 200, /^null$/],
    [{ html: true as const }, 200, /^<!DOCTYPE html>/],
    [{ html: true as const, status: 502 }, 502, /^<!DOCTYPE html>/],
  ])("%o gives another body", async (effect, status, text) => {
    const answer = await list(await struck(effect));
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(text);
  });

  it("a wrong content type leaves the body as it is", async () => {
    const answer = await list(await struck({ contentType: "text/plain" }));
    expect(answer.headers.get("content-type")).toBe("text/plain");
    expect(answer.body).toMatchObject({ total_cnt: 0 });
  });

  it("a truncated answer ends early, with or without its announced length", async () => {
    expect((await list(await struck({ truncate: 20 }))).text).toBe('{"returnCode":"0","r');
    await expect(list(await struck({ truncate: 20, hangUp: true }))).rejects.toThrow();
  });

  it.each([
    ["after a character", 3, Buffer.from("한")],
    ["within a character", 4, Buffer.from([0xed, 0x95, 0x9c, 0xea])],
  ])("a truncated answer is the first bytes, also %s", async (_, length, bytes) => {
    const emulator = await emulate();
    emulator.seed({ jobs: [{ startUrl: site, memo: "한글" }] });
    const text = (await list(emulator)).text;
    const before = Buffer.byteLength(text.slice(0, text.indexOf("한글")));
    emulator.faults({ effect: { truncate: before + length } });
    const target = "/api/v1/jobs?limit=10&page=1";
    const cut = await fetch(emulator.url + target, { headers: signedHeaders(emulator, "GET", target) });
    expect(Buffer.from(await cut.arrayBuffer()).subarray(before)).toEqual(bytes);
  });

  it("a dropped connection gives no answer, and the next call works", async () => {
    const emulator = await struck({ drop: true }, { times: 1 });
    await expect(list(emulator)).rejects.toThrow();
    expect((await list(emulator)).status).toBe(200);
  });

  it("a drip arrives whole in the end", async () => {
    const answer = await list(await struck({ drip: { bytes: 10, everyMs: 0 } }));
    expect(answer.body).toMatchObject({ total_cnt: 0 });
  });

  it("a delay holds the answer back until the client gives up, and does not hold up closing", async () => {
    const emulator = await struck({ delayMs: 600_000 });
    const asked = fetch(`${emulator.url}/api/v1/jobs`);
    await expect.poll(() => emulator.faultPlan()[0]?.fired).toBe(1);
    await emulator.close();
    await expect(asked).rejects.toThrow();
  });

  it("a delay that ends when the emulator is closed already harms nothing", async () => {
    const emulator = await struck({ delayMs: 20 }, { when: "after" });
    const asked = fetch(`${emulator.url}/api/v1/jobs`);
    await expect.poll(() => emulator.faultPlan()[0]?.fired, { interval: 1 }).toBe(1);
    await emulator.close();
    await expect(asked).rejects.toThrow();
    // Timers of one length end in their order. A rejection that nobody handles would fail the run.
    await sleep(20);
  });

  it("a delay after the service lets the call be done first", async () => {
    const emulator = await struck({ delayMs: 1 }, { when: "after" });
    expect((await createJob(emulator)).status).toBe(200);
  });
});
