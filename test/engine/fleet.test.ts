import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { LocalWorkspace, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator";
import * as security from "../../sdk";
import { passphrase } from "../support/engine";
import { type Holdings, holdingsOf } from "../support/holdings";
import { meet, reported } from "../support/report";

const teams = ["red", "orange", "yellow", "green", "blue", "indigo", "violet", "white"];
const pages = ["shop", "blog", "api", "docs", "jobs"];
const urls = teams.flatMap((team) => pages.map((page) => `https://${page}.${team}.example.com/`));
const outbreak = { notificationType: "MAL", referenceTime: 10, thresholdValue: 5 } as const;

/** For the whole account, which is less than the eight of them ask for from the first second to the last. */
const throttling = { perSecond: 5, effect: { status: 429, code: "420", retryAfter: 2 } };

/**
 * The fewest calls that bring the fleet up. A scan takes its createJob. A stack asks once whose its keys are, searches
 * once for what an earlier run may have left, and once for the numbers of its scans, which the answers do not hold. The
 * notification type is read and set; the threshold is read, set and read back.
 */
const leastCalls = urls.length + 3 * teams.length + 2 + 3;

/** All stacks belong to one account, the settings of which only one of them manages. */
const programOf =
  (team: string): PulumiFn =>
  async () => {
    for (const page of pages)
      new security.wsc.ScanJob(page, { startUrl: `https://${page}.${team}.example.com/` });
    if (team !== teams[0]) return;
    new security.filesafer.NotificationConfig("uploads", { filter: "file", notificationType: "ALL" });
    new security.filesafer.ThresholdNotificationConfig("outbreak", {
      filter: "hash",
      thresholds: [outbreak],
    });
  };

describe(`a fleet of ${teams.length} stacks that NCP throttles hard`, { timeout: 600_000 }, () => {
  const applied = reported("fleet on the real engine", "stacks at once");
  let emulator: Emulator;
  let folder: string;
  /** What each stack came to; the error of one that failed. */
  let changes: unknown[];
  let holdings: Holdings;
  /** How the calls of the fleet ended, by status. */
  let answers: Record<"throttled" | "other", number>;

  beforeAll(async () => {
    emulator = await startEmulator({ pace: "manual", limits: { waitingJobs: urls.length } });
    folder = await mkdtemp(join(tmpdir(), "ncloud-security-fleet-"));
    const stacks = await Promise.all(teams.map(open));
    emulator.faults(throttling);
    const results = await Promise.allSettled(stacks.map((stack) => stack.up({ color: "never" })));
    emulator.clearFaults();
    changes = results.map((result) =>
      result.status === "fulfilled" ? result.value.summary.resourceChanges : String(result.reason),
    );
    applied.count = results.length;
    const statuses = emulator.requests().map((request) => request.status);
    const throttled = statuses.filter((status) => status === 429).length;
    answers = { throttled, other: statuses.length - throttled };
    meet(applied, `calls, where ${leastCalls} are the least`, answers.other);
    meet(applied, "more that were refused", throttled);
    holdings = await holdingsOf(emulator);
  }, 600_000);
  afterAll(async () => {
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(team: string): Promise<Stack> {
    const envVars = {
      PULUMI_BACKEND_URL: pathToFileURL(folder).href,
      PULUMI_CONFIG_PASSPHRASE: passphrase,
      PULUMI_HOME: join(folder, "home"),
      HOME: folder,
    };
    const stack = await LocalWorkspace.createOrSelectStack(
      { stackName: "prod", projectName: team, program: programOf(team) },
      { workDir: await mkdtemp(join(folder, `${team}-`)), envVars },
    );
    await stack.setAllConfig({
      "ncloud-security:accessKey": { value: emulator.credentials.accessKey },
      "ncloud-security:secretKey": { value: emulator.credentials.secretKey, secret: true },
      "ncloud-security:endpoint": { value: emulator.url },
      "ncloud-security:retry": { value: JSON.stringify({ maxAttempts: 20, budget: 600 }) },
    });
    return stack;
  }

  it("is brought up, every stack of it", () => {
    const [first, ...others] = changes;
    expect(first).toEqual({ create: pages.length + 3 });
    expect(others).toEqual(others.map(() => ({ create: pages.length + 1 })));
    expect(holdings.settings.file.notificationType).toBe("ALL");
    expect(holdings.settings.hash.thresholds).toEqual([outbreak]);
  });

  it("pays for one scan a site", () => {
    expect(holdings.jobs.map((job) => job.startUrl).sort()).toEqual([...urls].sort());
    expect(emulator.health().billed).toBe(urls.length);
  });

  it(`takes no more than 1.5 times the least possible calls (${leastCalls}), refused ones included`, () => {
    // Without refusals, nothing has been tried.
    expect(answers.throttled).toBeGreaterThan(teams.length);
    expect(answers.other).toBeGreaterThanOrEqual(leastCalls);
    expect(answers.other + answers.throttled).toBeLessThanOrEqual(1.5 * leastCalls);
  });
});
