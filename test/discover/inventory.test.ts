import { describe, expect, it } from "vitest";
import { NcloudError } from "../../provider/ncp/errors";
import { rejection } from "../ncp/support";
import { completed, discover, discoverJobs, marker, openAccount } from "./support";

const first = 1_234_567_001;
const site = "https://shop.example.com/";

describe("the settings of File Safer that are discovered", () => {
  it("are when each filter notifies, and thresholds where there are some", async () => {
    const emulator = await openAccount();
    const threshold = { notificationType: "MAL", referenceTime: 10, thresholdValue: 5 } as const;
    emulator.seed({ notifications: { filefilter: "MAE" }, thresholds: { filefilter: [threshold] } });
    const { resources, notes } = await discover(emulator);
    expect(notes).toEqual([]);
    expect(resources).toEqual([
      {
        type: "NotificationConfig",
        name: "hash-notifications",
        id: "hash",
        args: { filter: "hash", notificationType: "OFF" },
      },
      {
        type: "NotificationConfig",
        name: "file-notifications",
        id: "file",
        args: { filter: "file", notificationType: "MAE" },
      },
      {
        type: "ThresholdNotificationConfig",
        name: "file-thresholds",
        id: "file",
        args: { filter: "file", thresholds: [threshold] },
      },
    ]);
  });

  it("are left out with NCP's reason where it refuses to tell them, and the scans are not", async () => {
    const emulator = await openAccount();
    emulator.seed({ jobs: [{ startUrl: site, statusCode: completed }] });
    emulator.faults({ service: "filesafer", effect: { status: 401, code: 210 } });
    const { resources, notes } = await discover(emulator);
    expect(resources.map(({ name }) => name)).toEqual(["shop.example.com"]);
    expect(notes).toHaveLength(2);
    expect(notes[0]).toMatch(/^left out: filesafer getNotiConfig: .*NCLOUD_API_KEY/);
  });
});

describe("the scan that is discovered of a target", () => {
  it("is the latest that has completed", async () => {
    const { resources, notes } = await discoverJobs(
      { startUrl: site, statusCode: completed },
      { startUrl: site, statusCode: completed },
      { startUrl: site, statusCode: 5 },
      { startUrl: site, statusCode: 91 },
      { startUrl: site, statusCode: 93 },
    );
    expect(notes).toEqual([]);
    expect(resources).toEqual([
      {
        type: "ScanJob",
        name: "shop.example.com",
        id: String(first + 1),
        args: { startUrl: site, adopt: first + 1 },
      },
    ]);
  });

  it("is one for all spellings of its host and port", async () => {
    const { resources, notes } = await discoverJobs(
      { startUrl: "https://SHOP.example.com:443", statusCode: completed },
      { startUrl: site, statusCode: completed },
      { startUrl: "HTTPS://shop.example.com/x/..", statusCode: completed },
    );
    expect(resources.map(({ args }) => args)).toEqual([{ startUrl: site, adopt: first + 2 }]);
    expect(notes).toEqual([]);
  });

  it("is the latest of all its start URLs, and a line tells of the others", async () => {
    const { resources, notes } = await discoverJobs(
      { startUrl: `${site}cart`, statusCode: completed },
      { startUrl: site, statusCode: completed },
    );
    expect(resources.map(({ args }) => args)).toEqual([{ startUrl: site, adopt: first + 1 }]);
    expect(notes).toEqual([
      `shop.example.com:443: scan job ${first + 1} is the latest; those of other start URLs are left out`,
    ]);
  });

  it("is never one that goes on: that is left to whoever started it", async () => {
    const { resources, notes } = await discoverJobs(
      { startUrl: site, statusCode: completed },
      { startUrl: site, statusCode: 3 },
      { startUrl: "http://new.example.com/", statusCode: 12 },
    );
    expect(resources.map(({ id }) => id)).toEqual([String(first)]);
    expect(notes).toEqual([
      `left out: new.example.com:80: scan job ${first + 2} still goes on, and is left to whoever started it`,
      `shop.example.com:443: scan job ${first + 1} still goes on, and is left to whoever started it`,
    ]);
  });

  it("is none where no scan has completed", async () => {
    const { resources, notes } = await discoverJobs({ startUrl: site, statusCode: 5 });
    expect(resources).toEqual([]);
    expect(notes).toEqual(["left out: shop.example.com:443: no scan of it has completed"]);
  });

  it.each([
    ["its latest finished scan", [completed, completed], first + 1],
    ["the scan that goes on", [completed, 3], first + 1],
  ] as const)("is none where a stack has made %s", async (_, [before, then], instanceNo) => {
    const { resources, notes } = await discoverJobs(
      { startUrl: site, statusCode: before },
      { startUrl: site, statusCode: then, memo: `${marker} nightly` },
    );
    expect(resources).toEqual([]);
    expect(notes).toEqual([
      `left out: shop.example.com:443: a Pulumi stack has it already, and made scan job ${instanceNo}`,
    ]);
  });

  it("is the console's where it came after those of a stack, or only looks like one of those", async () => {
    const { resources, notes } = await discoverJobs(
      { startUrl: site, statusCode: completed, memo: marker },
      { startUrl: site, statusCode: completed, memo: "pulumi.is.a.tool" },
    );
    expect(resources.map(({ id }) => id)).toEqual([String(first + 1)]);
    expect(notes).toEqual([]);
  });

  it("keeps what follows its URL's path out of program and lines, as it may be secret", async () => {
    const found = await discoverJobs({ startUrl: `${site}?token=hidden`, statusCode: completed });
    expect(found.resources[0]?.args.startUrl).toMatchObject({
      code: `config.requireSecret("startUrl${first}")`,
    });
    expect(found.notes).toEqual([expect.stringContaining(`\`pulumi config set --secret startUrl${first}\``)]);
    expect(JSON.stringify(found)).not.toContain("hidden");
  });
});

describe("scan jobs that cannot be discovered", () => {
  it("are those with a URL that no ScanJob can have, and a line tells their numbers", async () => {
    const passwords = Array.from({ length: 6 }, () => ({
      startUrl: "https://user:hidden@shop.example.com/",
      statusCode: completed as 4,
    }));
    const { resources, notes } = await discoverJobs(...passwords);
    expect(resources).toEqual([]);
    const numbers = [0, 1, 2, 3, 4].map((index) => first + 5 - index).join(", ");
    expect(notes).toEqual([
      `left out: 6 scan jobs whose URL cannot be read, or is none that a ScanJob can have (${numbers}, ...)`,
    ]);
  });

  it("are those in rows that cannot be read", async () => {
    const emulator = await openAccount();
    const { jobs } = emulator.seed({
      jobs: [
        { startUrl: site, statusCode: completed },
        { startUrl: "https://state.example.com/", statusCode: completed },
        { startUrl: "https://number.example.com/", statusCode: completed },
      ],
    });
    emulator.settings({ oddJobs: { [jobs[1] ?? 0]: "state", [jobs[2] ?? 0]: "number" } });
    const { resources, notes } = await discover(emulator);
    expect(resources.map(({ name }) => name)).toContain("shop.example.com");
    expect(resources.map(({ name }) => name)).not.toContain("state.example.com");
    expect(notes).toEqual([`left out: 2 scan jobs that cannot be read (no number, ${jobs[1]})`]);
  });
});

describe("the names of what is discovered", () => {
  it("are the hosts, with the port where a host has several targets", async () => {
    const { resources } = await discoverJobs(
      { startUrl: "http://shop.example.com/", statusCode: completed },
      { startUrl: "http://shop.example.com:8080/", statusCode: completed },
      { startUrl: site, statusCode: completed },
      { startUrl: "http://[::1]/", statusCode: completed },
      { startUrl: "http://1/", statusCode: completed },
    );
    expect(resources.map(({ name }) => name)).toEqual([
      "0.0.0.1",
      "1",
      "shop.example.com",
      "shop.example.com-80",
      "shop.example.com-8080",
    ]);
  });

  it("are never the same, whatever hosts are called", async () => {
    const { resources } = await discoverJobs(
      { startUrl: "https://a/", statusCode: completed },
      { startUrl: "http://a/", statusCode: completed },
      { startUrl: "https://a-80/", statusCode: completed },
      { startUrl: "http://a-80/", statusCode: completed },
      { startUrl: "https://a-80-443/", statusCode: completed },
      { startUrl: "https://file-notifications/", statusCode: completed },
    );
    const names = resources.map(({ name }) => name);
    expect(new Set(names).size).toBe(6);
    expect(names).toContain("file-notifications-443");
  });
});

describe("an account that is read", () => {
  it("may have more jobs than a page, and is only read", async () => {
    const emulator = await openAccount();
    const jobs = Array.from({ length: 250 }, (_, index) => ({
      startUrl: `https://host-${String(index).padStart(3, "0")}.example.com/`,
      statusCode: completed as 4,
    }));
    emulator.seed({ jobs });
    const { resources } = await discover(emulator);
    expect(resources).toHaveLength(250 + 2);
    expect(new Set(emulator.requests().map(({ operation }) => operation))).toEqual(
      new Set(["getJobs", "getNotiConfig", "getThresholdNotiConfig"]),
    );
    expect(emulator.requests({ operation: "getJobs" })).toHaveLength(3);
  });

  it("is not discovered in part when a call fails", async () => {
    const emulator = await openAccount();
    emulator.faults({ operation: "getJobs", effect: { status: 500 } });
    const error = await rejection(discover(emulator));
    expect(error).toBeInstanceOf(NcloudError);
    expect(error).toMatchObject({ kind: "service" });
  });

  it("is not there for keys that NCP refuses everywhere", async () => {
    const emulator = await openAccount();
    emulator.faults({ effect: { status: 401, code: 200 } });
    expect(await rejection(discover(emulator))).toMatchObject({ kind: "authentication" });
  });
});
