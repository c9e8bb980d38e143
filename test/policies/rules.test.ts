import { describe, expect, it } from "vitest";
import { policies } from "../../policies/index";
import { describeResource, judge, judgeStack, mend } from "./support";

describe("scan-gate", () => {
  const judgeGate = (gate?: object, atMost?: object) =>
    judge("scan-gate", "wsc:ScanJob", { gate }, atMost && { atMost });

  it("asks each scan for a gate that limits findings", async () => {
    const missing = ["it has no gate that limits findings, such as { high: 0 }"];
    expect(await judgeGate()).toEqual(missing);
    expect(await judgeGate({ minCrawledUrlCount: 5 })).toEqual(missing);
    for (const limit of ["high", "medium", "low", "total"])
      expect(await judgeGate({ [limit]: 9 })).toEqual([]);
  });

  it("lets a gate allow no more than is configured", async () => {
    const atMost = { high: 0, medium: 5 };
    expect(await judgeGate({ high: 0, medium: 5 }, atMost)).toEqual([]);
    expect(await judgeGate({ high: 1, medium: 5 }, atMost)).toEqual(["its gate allows more than 0 high"]);
    expect(await judgeGate({ high: 0 }, atMost)).toEqual(["its gate allows more than 5 medium"]);
    expect(await judgeGate({ low: 0 }, atMost)).toHaveLength(2);
  });

  it("takes a limit of all findings for one of each kind", async () => {
    expect(await judgeGate({ total: 0 }, { high: 0, low: 3 })).toEqual([]);
    expect(await judgeGate({ high: 0, total: 4 }, { high: 0, low: 3 })).toEqual([
      "its gate allows more than 3 low",
    ]);
    expect(await judgeGate({ high: 0 }, { total: 10 })).toEqual(["its gate allows more than 10 total"]);
  });

  it("leaves to the program what a scan may find, and mends nothing", async () => {
    expect(await mend("scan-gate", "wsc:ScanJob", {})).toBeUndefined();
  });
});

describe("scan-max-age", () => {
  const judgeAge = (maxAge?: string, atMost?: string) =>
    judge("scan-max-age", "wsc:ScanJob", { maxAge }, atMost === undefined ? {} : { atMost });

  it("allows 30 days, in whatever units", async () => {
    for (const maxAge of ["30d", "720h", "29d23h", "1s"]) expect(await judgeAge(maxAge)).toEqual([]);
    for (const maxAge of ["30d1s", "721h", "1000d"])
      expect(await judgeAge(maxAge)).toEqual(["its maxAge is more than 30d"]);
    expect(await judgeAge()).toEqual(["it has no maxAge, which may be 30d at most"]);
  });

  it("allows what is configured", async () => {
    expect(await judgeAge("30d", "7d")).toEqual(["its maxAge is more than 7d"]);
    expect(await judgeAge("90d", "90d")).toEqual([]);
  });

  it("mends by the longest age that is allowed, and nothing else of the arguments", async () => {
    const props = { startUrl: "https://shop.example.com/", maxAge: "90d" };
    expect(await mend("scan-max-age", "wsc:ScanJob", props)).toBe(props);
    expect(props).toEqual({ startUrl: "https://shop.example.com/", maxAge: "30d" });
    const missing = {};
    await mend("scan-max-age", "wsc:ScanJob", missing, { atMost: "7d" });
    expect(missing).toEqual({ maxAge: "7d" });
    expect(await mend("scan-max-age", "wsc:ScanJob", { maxAge: "1d" })).toBeUndefined();
  });
});

describe("notifications-on", () => {
  it("refuses OFF, and nothing else", async () => {
    const judgeType = (notificationType: string) =>
      judge("notifications-on", "filesafer:NotificationConfig", { notificationType });
    expect(await judgeType("OFF")).toEqual(["its notificationType is OFF: nobody hears of malware"]);
    for (const type of ["MAL", "MAE", "ERR", "ALL"]) expect(await judgeType(type)).toEqual([]);
  });
});

describe("clean-files", () => {
  const judgeAllow = (allow?: string) => judge("clean-files", "filesafer:FileInspection", { allow });

  it('refuses allow: "any"', async () => {
    expect(await judgeAllow("any")).toEqual(['its allow is "any": malware passes as well']);
    expect(await judgeAllow("clean")).toEqual([]);
    expect(await judgeAllow()).toEqual([]);
  });

  it('mends it by "clean"', async () => {
    const props = { source: "app.zip", allow: "any" };
    expect(await mend("clean-files", "filesafer:FileInspection", props)).toBe(props);
    expect(props).toEqual({ source: "app.zip", allow: "clean" });
  });
});

describe("both-filters", () => {
  const setting = (filter: string, account?: string) => ({
    ...describeResource("filesafer:NotificationConfig", { filter }),
    urn: `${filter} ${account}`,
    ...(account && { provider: { type: "pulumi:providers:x", props: {}, urn: account, name: account } }),
  });
  const judgeFilters = (...settings: ReturnType<typeof setting>[]) => judgeStack("both-filters", settings);

  it("misses the other filter of a stack that sets one", async () => {
    expect(await judgeFilters(setting("hash", "kr"))).toEqual([
      ["there is no NotificationConfig for the file filter beside it", "hash kr"],
    ]);
    expect(await judgeFilters(setting("hash", "kr"), setting("file", "kr"))).toEqual([]);
  });

  it("counts each Provider for itself", async () => {
    expect(await judgeFilters(setting("hash", "kr"), setting("file", "us"))).toHaveLength(2);
    expect(await judgeFilters(setting("hash"), setting("file"), setting("file", "us"))).toEqual([
      ["there is no NotificationConfig for the hash filter beside it", "file us"],
    ]);
  });

  it("says nothing of a stack that sets none", async () => {
    expect(await judgeFilters()).toEqual([]);
    expect(await judgeStack("both-filters", [describeResource("wsc:ScanJob", {})])).toEqual([]);
  });
});

describe("the pack", () => {
  it("stops a deployment, but for what another stack may do", () => {
    const advisory = policies.filter(({ enforcementLevel }) => enforcementLevel !== "mandatory");
    expect(advisory.map(({ name }) => name)).toEqual(["both-filters"]);
  });

  it("has a default and a text for all that can be configured", () => {
    for (const { name, description, configSchema } of policies) {
      expect(description, name).toMatch(/^[A-Z].*\.$/);
      for (const [key, schema] of Object.entries(configSchema?.properties ?? {}))
        expect(schema, `${name} ${key}`).toMatchObject({
          description: expect.stringMatching(/\.$/),
          default: expect.anything(),
        });
    }
  });
});
