import { describe, expect, it } from "vitest";
import { ask, control, createJob, emulate, jobs, newestJob, site, submitted } from "./support";

describe("the controls over HTTP", () => {
  it("tell the state of the account", async () => {
    const emulator = await emulate({ pace: "manual" });
    await createJob(emulator);
    expect((await control(emulator, "GET", "health")).body).toEqual({
      status: "ok",
      pace: "manual",
      now: "2026-03-02T00:00:00.000Z",
      jobs: { active: 1, total: 1 },
      billed: 1,
      freeRescans: 0,
    });
  });

  it("move the clock and the pace", async () => {
    const emulator = await emulate({ pace: "manual" });
    await createJob(emulator);
    await control(emulator, "POST", "pace", { pace: 5 });
    expect((await control(emulator, "POST", "clock", { advanceSeconds: 5 })).body).toEqual({
      now: "2026-03-02T00:00:05.000Z",
    });
    expect(await newestJob(emulator)).toMatchObject({ status: "URL collection in progress" });
    await control(emulator, "POST", "clock", { set: "2027-01-01T00:00:00+09:00" });
    expect(emulator.health().now).toBe("2026-12-31T15:00:00.000Z");
  });

  it("move and remove jobs as a console user would", async () => {
    const emulator = await emulate({ pace: "manual" });
    const instanceNo = await submitted(emulator);
    expect((await control(emulator, "POST", `jobs/${instanceNo}`, { statusCode: 91 })).body).toEqual({
      instanceNo,
      statusCode: 91,
    });
    expect((await control(emulator, "POST", `jobs/${instanceNo}`, { step: true })).status).toBe(400);
    expect((await control(emulator, "DELETE", `jobs/${instanceNo}`)).status).toBe(200);
    expect(await jobs(emulator)).toEqual([]);
    expect((await control(emulator, "DELETE", `jobs/${instanceNo}`)).status).toBe(404);
  });

  it("change what the documents leave open", async () => {
    const emulator = await emulate();
    await control(emulator, "POST", "settings", { dialect: "old", rescans: 0 });
    expect((await ask(emulator, "PATCH", "/api/v1/jobs/1/stop")).status).toBe(200);
  });

  it("seed all kinds of state", async () => {
    const emulator = await emulate({ pace: "manual" });
    const { body } = await control(emulator, "POST", "seed", {
      jobs: [{ startUrl: site, statusCode: 4, at: "2026-01-01T00:00:00Z", memo: "old" }],
      findings: { [site]: { high: 1 } },
      notifications: { hashfilter: "MAL" },
      thresholds: { filefilter: [{ notificationType: "ERR", referenceTime: 5, thresholdValue: 1 }] },
      malware: [{ hash: "a".repeat(32) }],
      files: [{ content: "hello", resultCode: "M" }],
      events: [{ list: "waf", date: "2026-03-01T12:00:00Z", fields: { eventNm: "Planted" } }],
    });
    expect(body.jobs).toEqual([(await newestJob(emulator)).instanceNo]);
    expect(await newestJob(emulator)).toMatchObject({ end_date: "2026/01/01 09:00:00", memo: "old" });
    expect((await ask(emulator, "GET", "/hashfilter/v1/getNotiConfig")).body).toMatchObject({
      notificationType: "MAL",
    });
  });

  it("put everything back on reset", async () => {
    const emulator = await emulate({ pace: "manual" });
    const first = await submitted(emulator);
    emulator.advance({ days: 3 });
    emulator.pace("instant");
    emulator.faults({ effect: { drop: true } });
    await control(emulator, "POST", "reset");
    expect(emulator.health()).toMatchObject({
      pace: "manual",
      now: "2026-03-02T00:00:00.000Z",
      jobs: { total: 0 },
      billed: 0,
    });
    expect([emulator.requests(), emulator.faultPlan()]).toEqual([[], []]);
    expect(await submitted(emulator)).toBe(first);
  });

  it.each([
    ["POST", "pace", { pace: "fast" }, 'must be "instant", "manual" or a number'],
    ["POST", "pace", { pace: 0 }, "above 0"],
    ["POST", "clock", { advance: 5 }, "advanceSeconds"],
    ["POST", "clock", { set: "yesterday" }, "set"],
    ["POST", "seed", { jobs: [{ startUrl: "ftp://x" }] }, "jobs.0.startUrl"],
    ["POST", "seed", { findings: { [site]: { critical: 1 } } }, "findings"],
    ["POST", "settings", { waitingJobs: -1 }, "waitingJobs"],
    ["POST", "clock", { advanceSeconds: 1e300 }, "advanceSeconds"],
    ["POST", "faults", { operation: "deleteJob", effect: { drop: true } }, "is no operation"],
    ["POST", "faults", { effect: { explode: true } }, "effect: must be one of"],
    ["POST", "faults", { probability: 0.5, effect: { drop: true } }, "seed"],
    ["POST", "files/abc", { statusCode: "DONE" }, "statusCode"],
  ])("%s %s refuses %o with a reason", async (method, path, json, reason) => {
    const answer = await control(await emulate(), method, path, json);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toContain(reason);
  });

  it("answer HEAD like GET, for tools that wait for a server", async () => {
    const emulator = await emulate();
    expect((await control(emulator, "HEAD", "health")).status).toBe(200);
    expect((await control(emulator, "HEAD", "nothing")).status).toBe(404);
  });

  it("refuse what is no JSON, and do not know other paths", async () => {
    const emulator = await emulate();
    const broken = await fetch(`${emulator.url}/_emulator/pace`, { method: "POST", body: "{" });
    expect(broken.status).toBe(400);
    expect((await control(emulator, "GET", "nothing")).status).toBe(404);
  });
});

describe("the journal", () => {
  it("has what was asked and answered, without a secret", async () => {
    const emulator = await emulate();
    await createJob(emulator, { Headers: { Cookie: "session=canary-1" }, Memo: "nightly" });
    await ask(emulator, "GET", "/api/v1/jobs?limit=5&page=1", { secretKey: "canary-2" });
    const form = new FormData();
    form.append("file", new Blob(["content"]), "a.txt");
    form.append("archivePassword", "canary-3");
    await ask(emulator, "POST", "/filefilter/v1/inputFile", { body: form });
    const answer = await control(emulator, "GET", "requests");
    expect(answer.text).not.toMatch(/canary|signature|demo-secret/);
    expect(answer.body.connections).toBeGreaterThan(0);
    expect(answer.body.requests).toMatchObject([
      {
        operation: "createJob",
        method: "PUT",
        path: "/api/v1/job",
        status: 200,
        code: "0",
        committed: true,
        fields: { StartUrl: site, Headers: "[redacted]", Memo: "nightly", VulnItems: ["ALL"] },
      },
      {
        operation: "getJobs",
        query: "limit=5&page=1",
        status: 401,
        code: "200",
        committed: false,
        fields: {},
      },
      {
        operation: "inputFile",
        service: "filesafer",
        fields: { file: "7 bytes", archivePassword: "[redacted]" },
      },
    ]);
  });

  it("can be filtered and emptied", async () => {
    const emulator = await emulate();
    await submitted(emulator);
    expect((await control(emulator, "GET", "requests?operation=createJob")).body.requests).toHaveLength(1);
    await control(emulator, "DELETE", "requests");
    expect(emulator.requests()).toEqual([]);
  });
});
