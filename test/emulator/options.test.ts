import { describe, expect, it } from "vitest";
import { startEmulator } from "../../emulator";
import { rejection } from "../ncp/support";
import { control, emulate, site } from "./support";

/** Starts an emulator as a JavaScript program would, which no compiler has looked at. */
function startWith(options: unknown): Promise<unknown> {
  return Reflect.apply(startEmulator, undefined, [options]);
}

const known =
  "(known: port, host, allowHosts, data, credentials, otherKeys, account, pace, quiet, clock, dialect, createJobReply, missingApiKey, dates, limits)";

describe("wrong options of the emulator are told in one line", () => {
  it.each<[unknown, string]>([
    [{ pase: "manual" }, `there is no "pase" ${known}`],
    [
      { limits: { waiting: 3 } },
      'limits: there is no "waiting" (known: waitingJobs, rescans, thresholdEntries)',
    ],
    [{ limits: { rescans: -1 } }, "limits.rescans: Too small: expected number to be >=0"],
    [{ limits: 5 }, "limits: Invalid input: expected object, received number"],
    [{ pace: "fast" }, 'pace: must be "instant", "manual" or a number of seconds above 0, not "fast"'],
    [{ dialect: "older" }, 'dialect: Invalid option: expected one of "new"|"old"'],
    [{ port: "4577" }, "port: Invalid input: expected number, received string"],
    [{ port: 70_000 }, "port: Too big: expected number to be <=65535"],
    [{ host: "localhost" }, "host: must be an IP address, such as 0.0.0.0"],
    [{ allowHosts: ["emulator", "a b"] }, "allowHosts.1: must be a host name or IP address, without a port"],
    [{ data: "" }, "data: must not be empty"],
    [{ account: "" }, "account: must not be empty"],
    [{ clock: 5 }, "clock: must be a function"],
    [{ quiet: "no" }, "quiet: Invalid input: expected boolean, received string"],
    [{ credentials: { accessKey: "canary" } }, "credentials.secretKey: is missing"],
    [
      { otherKeys: [{ accessKey: "a b", secretKey: "canary" }] },
      "otherKeys.0.accessKey: must be visible ASCII",
    ],
    [null, "Invalid input: expected object, received null"],
  ])("%j", async (options, reason) => {
    const error = await rejection(startWith(options));
    expect(error).toMatchObject({
      message: expect.stringContaining(`the options of the emulator: ${reason}`),
    });
    expect(String(error)).not.toMatch(/\n|canary/);
  });

  it("all of them at once", async () => {
    const error = await rejection(startWith({ pace: 0, dialect: 1, limit: {} }));
    expect(error).toMatchObject({
      message: expect.stringMatching(/: pace: .*; dialect: .*; there is no "limit" \(/),
    });
  });
});

it("a port that is taken is told with its number, and what to do", async () => {
  const { url } = await emulate();
  const port = Number(new URL(url).port);
  const error = await rejection(startEmulator({ port }));
  expect(error).toMatchObject({
    message: `port ${port} of 127.0.0.1 is taken: choose another one, or 0 for any that is free`,
  });
});

describe("a wrong key in a control is named, with those that are known", () => {
  it.each([
    [
      "settings",
      { rescan: 1 },
      'there is no "rescan" (known: dialect, createJobReply, missingApiKey, dates, oddJobs, waitingJobs, ',
    ],
    ["pace", { paces: 1 }, 'there is no "paces" (known: pace)'],
    ["clock", { advance: 5 }, "{skewSeconds}, not {advance}"],
    [
      "seed",
      { job: [] },
      'there is no "job" (known: jobs, findings, notifications, thresholds, malware, files, events)',
    ],
    [
      "seed",
      { jobs: [{ url: site }] },
      'jobs.0.startUrl: is missing; jobs.0: there is no "url" (known: startUrl, ',
    ],
    [
      "seed",
      { notifications: { hash: "MAL" } },
      'notifications: there is no "hash" (known: hashfilter, filefilter)',
    ],
    ["seed", { findings: { [site]: { critical: 1 } } }, "must be {high?, medium?, low?, urls?}, "],
    ["seed", { findings: { [site]: { fails: "x", high: 1 } } }, "a code of createJob}, not {fails, high}"],
    [
      "faults",
      { op: "x", effect: { drop: true } },
      'faults.0: there is no "op" (known: service, operation, nth, ',
    ],
    ["faults", { effect: { dropp: true } }, "{drip: {bytes, everyMs}}, not {dropp}"],
    ["faults", { effect: { status: 999 } }, "faults.0.effect.status: Too big"],
    ["jobs/1", { stage: 4 }, "or {step: true}, not {stage}"],
    ["credentials", { user: "x" }, 'secretKey: is missing; there is no "user" (known: accessKey, secretKey)'],
  ])("POST %s %j", async (path, json, reason) => {
    const answer = await control(await emulate(), "POST", path, json);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toContain(reason);
  });

  it.each([
    ["op=createJob", 'there is no "op" (known: service, operation)'],
    ["operation=creatJob", "operation: is no operation"],
    ["service=wcs", 'service: Invalid option: expected one of "wsc"'],
  ])("GET requests?%s", async (query, reason) => {
    const answer = await control(await emulate(), "GET", `requests?${query}`);
    expect([answer.status, answer.body.error]).toEqual([400, expect.stringContaining(reason)]);
  });
});
