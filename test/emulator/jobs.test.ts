import { describe, expect, it } from "vitest";
import { ask, createJob, emulate, errorCode, jobs, newestJob, site, submitted } from "./support";

const cancel = (instanceNo: number) => ["PATCH", `/api/v1/jobs/${instanceNo}/cancel`] as const;
const stop = (instanceNo: number) => ["PATCH", `/api/v1/jobs/${instanceNo}/stop`] as const;

describe("the life of a scan", () => {
  it("goes through collection and diagnosis as time passes, and then has a report", async () => {
    const emulator = await emulate({ pace: 10 });
    await createJob(emulator);
    const seen: string[] = [];
    for (let stage = 0; stage < 6; stage += 1) {
      const { status, result_button: button } = await newestJob(emulator);
      seen.push(`${status}: ${button}`);
      emulator.advance({ seconds: 10 });
    }
    expect(seen).toEqual([
      "URL collection pending: cancel",
      "URL collection in progress: terminate",
      "URL collection completed: cancel",
      "diagnostic pending: cancel",
      "diagnostic in progress: terminate",
      "diagnostic completed: report",
    ]);
  });

  it("is reckoned from when each stage began, however long nobody looked", async () => {
    const emulator = await emulate({ pace: 60 });
    await createJob(emulator);
    emulator.advance({ days: 2 });
    expect(await newestJob(emulator)).toMatchObject({
      start_date: "2026/03/02 09:01:00",
      end_date: "2026/03/02 09:05:00",
      progress: 100,
    });
  });

  it("counts collected URLs, findings and progress upwards", async () => {
    const emulator = await emulate({ pace: 100 });
    emulator.seed({ findings: { [site]: { high: 2, medium: 3, low: 5 } } });
    await createJob(emulator);
    const seen = [];
    for (let step = 0; step < 11; step += 1) {
      seen.push(await newestJob(emulator));
      emulator.advance({ seconds: 50 });
    }
    for (const field of ["progress", "crawl_cnt", "scan_cnt"]) {
      const values = seen.map((record) => Number(record[field]));
      expect(values).toEqual(values.toSorted((left, right) => left - right));
      expect(values.at(-1)).toBeGreaterThan(values.at(0) ?? 0);
    }
    expect(seen.at(-1)).toMatchObject({ scan_cnt: 10 });
  });

  it("ends on the first look at the instant pace", async () => {
    const emulator = await emulate();
    expect((await createJob(emulator)).body).toEqual({
      returnCode: "0",
      returnDesc: "Request Success",
      returnMessage: "Success",
      resources: null,
    });
    expect(emulator.health().jobs).toEqual({ active: 1, total: 1 });
    expect(await newestJob(emulator)).toMatchObject({ result_button: "report" });
  });

  it("stands still at the manual pace until it is moved", async () => {
    const emulator = await emulate({ pace: "manual" });
    const instanceNo = await submitted(emulator);
    emulator.advance({ days: 1 });
    expect(await newestJob(emulator)).toMatchObject({ result_button: "cancel" });
    emulator.moveJob(instanceNo, { step: true });
    expect(await newestJob(emulator)).toMatchObject({ result_button: "terminate" });
    emulator.moveJob(instanceNo, { statusCode: 5 });
    expect(await newestJob(emulator)).toMatchObject({ status: "diagnostic failed", result_button: "cause" });
  });

  it("fails where its target is bound to fail", async () => {
    const emulator = await emulate();
    emulator.seed({
      findings: { "https://a.example.com": { fails: "crawl" }, "https://b.example.com": { fails: "scan" } },
    });
    await createJob(emulator, { StartUrl: "https://a.example.com/" });
    await createJob(emulator, { StartUrl: "https://b.example.com/" });
    const texts = (await jobs(emulator)).map(({ status }) => status);
    expect(texts).toEqual(["diagnostic failed", "URL collection failed"]);
  });

  it("begins its stage again when the pace changes", async () => {
    const emulator = await emulate({ pace: "manual" });
    await createJob(emulator);
    emulator.advance({ hours: 1 });
    emulator.pace(30);
    expect(await newestJob(emulator)).toMatchObject({ status: "URL collection pending" });
    emulator.advance({ seconds: 30 });
    expect(await newestJob(emulator)).toMatchObject({ status: "URL collection in progress" });
  });
});

describe("ending a scan", () => {
  it("cancels a waiting job", async () => {
    const emulator = await emulate({ pace: 10 });
    const instanceNo = await submitted(emulator);
    const answer = await ask(emulator, ...cancel(instanceNo));
    expect(answer.body).toMatchObject({ returnCode: "0", resources: null });
    expect(await newestJob(emulator)).toMatchObject({ status: "diagnostic canceled", result_button: "" });
  });

  it("stops a running job, which is stopping for as long as a stage lasts", async () => {
    const emulator = await emulate({ pace: 10 });
    const instanceNo = await submitted(emulator);
    emulator.advance({ seconds: 10 });
    expect((await ask(emulator, ...stop(instanceNo))).status).toBe(200);
    expect(await newestJob(emulator)).toMatchObject({ status: "stopping", end_date: null });
    emulator.advance({ seconds: 10 });
    expect(await newestJob(emulator)).toMatchObject({
      status: "job stopped",
      end_date: "2026/03/02 09:00:20",
    });
  });

  it.each([
    ["cancel a running job", 13, cancel, 160842],
    ["cancel a finished job", 4, cancel, 160842],
    ["stop a waiting job", 12, stop, 901],
    ["stop a stopping job", 92, stop, 901],
  ] as const)("refuses to %s", async (_, statusCode, operation, code) => {
    const emulator = await emulate({ pace: "manual" });
    const instanceNo = await submitted(emulator);
    emulator.moveJob(instanceNo, { statusCode });
    const [method, path] = operation(instanceNo);
    const answer = await ask(emulator, method, path);
    expect(answer.status).toBe(400);
    expect(errorCode(answer)).toBe(code);
  });

  it.each(["7", "abc", "-1", "99999999999999999999"])(
    "does not know a job numbered %s",
    async (instanceNo) => {
      const emulator = await emulate();
      const answer = await ask(emulator, "PATCH", `/api/v1/jobs/${instanceNo}/cancel`);
      expect(answer.body).toEqual({ error: { errorCode: 901, message: "API Call Fail" } });
    },
  );

  it("answers service errors with HTTP 200 in the old dialect", async () => {
    const emulator = await emulate({ dialect: "old" });
    const answer = await ask(emulator, ...stop(1));
    expect(answer.status).toBe(200);
    expect(errorCode(answer)).toBe(901);
  });
});

describe("registering a scan", () => {
  it("numbers jobs upwards with ten digits and never uses a number twice", async () => {
    const emulator = await emulate();
    const first = await submitted(emulator);
    emulator.removeJob(first);
    expect(await jobs(emulator)).toEqual([]);
    const second = await submitted(emulator);
    expect(String(first)).toMatch(/^\d{10}$/);
    expect(second).toBe(first + 1);
  });

  it("answers the number when it is set to", async () => {
    const emulator = await emulate({ createJobReply: "instanceNo" });
    const { body } = await createJob(emulator);
    expect(body.resources).toEqual({ instanceNo: (await newestJob(emulator)).instanceNo });
  });

  it("allows one active scan a target, whatever the path", async () => {
    const emulator = await emulate({ pace: "manual" });
    const instanceNo = await submitted(emulator);
    expect(errorCode(await createJob(emulator, { StartUrl: `${site}other` }))).toBe(160453);
    expect((await createJob(emulator, { StartUrl: "https://shop.example.com:8443/" })).status).toBe(200);
    emulator.moveJob(instanceNo, { statusCode: 92 });
    expect(errorCode(await createJob(emulator))).toBe(160453);
    emulator.moveJob(instanceNo, { statusCode: 93 });
    expect((await createJob(emulator)).status).toBe(200);
  });

  it("refuses more waiting jobs than there is room for", async () => {
    const emulator = await emulate({ pace: "manual", limits: { waitingJobs: 2 } });
    for (const host of ["a", "b"]) await createJob(emulator, { StartUrl: `http://${host}.example.com` });
    expect(errorCode(await createJob(emulator))).toBe(160454);
    emulator.moveJob((await newestJob(emulator)).instanceNo, { statusCode: 13 });
    expect((await createJob(emulator)).status).toBe(200);
  });

  it.each([
    ["a URL without scheme", { StartUrl: "shop.example.com" }, 160331],
    ["no URL", { StartUrl: undefined }, 160432],
    ["an empty URL", { StartUrl: "" }, 160432],
    ["a broken URL", { StartUrl: "http://" }, 160431],
    ["a host that cannot be reached", { StartUrl: "http://shop.invalid" }, 160353],
    ["no vulnerability item", { VulnItems: [] }, 160431],
    ["an unknown vulnerability item", { VulnItems: ["XSS", "Bad Luck"] }, 160433],
    ["ALL beside another item", { VulnItems: ["ALL", "XSS"] }, 160431],
    ["an unknown user agent", { UserAgent: "Netscape" }, 160433],
    ["a speed that is a number", { Speed: 1 }, 160433],
    ["a list of excluded URLs that is none", { ExcludeUrl: "/logout" }, 160431],
    ["an unknown field", { startUrl: site }, 160431],
    ["a master that does not exist", { MasterInstanceNo: "1" }, 160455],
  ])("refuses %s", async (_, fields, code) => {
    const emulator = await emulate();
    const answer = await createJob(emulator, fields);
    expect(errorCode(answer)).toBe(code);
    expect(answer.status).toBe(400);
    expect(await jobs(emulator)).toEqual([]);
    expect(emulator.health().billed).toBe(0);
  });

  it("refuses what a target is set to refuse", async () => {
    const emulator = await emulate();
    emulator.seed({ findings: { [site]: { refuses: "160451" } } });
    expect(errorCode(await createJob(emulator))).toBe(160451);
  });
});

describe("re-diagnosis", () => {
  const again = async (emulator: Awaited<ReturnType<typeof emulate>>, master: number, fields: object = {}) =>
    createJob(emulator, { MasterInstanceNo: String(master), ...fields });

  it("is free, and allowed three times within 60 days after the first scan ended", async () => {
    const emulator = await emulate();
    const master = await submitted(emulator);
    emulator.advance({ days: 60 });
    for (let run = 0; run < 3; run += 1) {
      expect((await again(emulator, master)).status).toBe(200);
      await jobs(emulator);
    }
    expect(errorCode(await again(emulator, master))).toBe(160455);
    expect(emulator.health()).toMatchObject({ billed: 1, freeRescans: 3 });
  });

  it("is refused after 60 days", async () => {
    const emulator = await emulate();
    const master = await submitted(emulator);
    emulator.advance({ days: 60, seconds: 1 });
    expect(errorCode(await again(emulator, master))).toBe(160455);
  });

  it("counts for the first scan when a re-diagnosis is named", async () => {
    const emulator = await emulate({ limits: { rescans: 2 } });
    const master = await submitted(emulator);
    const rescan = await submitted(emulator, { MasterInstanceNo: String(master) });
    expect((await again(emulator, rescan)).status).toBe(200);
    await jobs(emulator);
    expect(errorCode(await again(emulator, rescan))).toBe(160455);
  });

  it("is refused for another host, and for a job that did not complete", async () => {
    const emulator = await emulate({ pace: "manual" });
    const master = await submitted(emulator);
    emulator.moveJob(master, { statusCode: 5 });
    expect(errorCode(await again(emulator, master))).toBe(160455);
    emulator.moveJob(master, { statusCode: 4 });
    expect(errorCode(await again(emulator, master, { StartUrl: "https://other.example.com" }))).toBe(160455);
  });
});
