import { describe, expect, it } from "vitest";
import { problemKey } from "../../../provider/resources/definitions";
import { scanJob } from "../../../provider/resources/scanJob";
import { freshScan, scan, startUrl, world } from "../../support/scanDriver";
import { unknown } from "../../support/world";

freshScan();

describe("the arguments of a scan", () => {
  const failuresOf = async (news: object, secret: readonly string[] = []) => {
    const ctx = { ...world.ctx, secretArguments: new Set(secret) };
    return (await scanJob.check(ctx, {}, { ...news })).failures;
  };

  it("get their defaults, and stay as they are when checked again", async () => {
    const once = await scan.inputs();
    expect(once).toEqual({
      startUrl,
      owner: scan.owner,
      endpoint: world.emulator.url,
      excludeUrls: [],
      vulnerabilityItems: ["ALL"],
      userAgent: "PC Chrome",
      speed: "normal",
      rescan: "auto",
      rerunOnFailure: false,
      waitFor: "submitted",
    });
    expect((await scanJob.check(world.ctx, once, { ...once })).inputs).toEqual(once);
  });

  it("take the API's speeds as well as ours", async () => {
    expect((await scan.inputs({ speed: "3" })).speed).toBe("fastest");
  });

  it("are all reported at once when wrong, and nothing is sent", async () => {
    const failures = await failuresOf({
      startUrl: "ftp://shop.example.com",
      vulnerabilityItems: ["ALL", "XSS"],
      userAgent: "Lynx",
      speed: "warp",
      maxAge: "soon",
      waitFor: "done",
      gate: { high: -1 },
      timeouts: { create: "0m" },
      adopt: "x",
    });
    expect(failures).toEqual([
      {
        property: "startUrl",
        reason:
          'must be an absolute URL that starts with http:// or https:// (given "ftp://shop.example.com")',
      },
      { property: "vulnerabilityItems", reason: '"ALL" must stand alone (given ["ALL","XSS"])' },
      {
        property: "userAgent",
        reason: 'must be one of "Android", "iPhone", "PC Chrome", "PC IE" (given "Lynx")',
      },
      {
        property: "speed",
        reason: 'must be one of "normal", "fast", "fastest", "1", "2", "3" (given "warp")',
      },
      { property: "adopt", reason: expect.stringContaining('or its digits (given "x")') },
      {
        property: "maxAge",
        reason:
          'must be a duration: numbers with s, m, h or d, such as "90m", "1h30m" or "30d" (given "soon")',
      },
      { property: "waitFor", reason: 'must be one of "submitted", "started", "completed" (given "done")' },
      { property: "", reason: "gate.high: must not be negative (given -1)" },
      { property: "", reason: 'timeouts.create: must be longer than nothing (given "0m")' },
    ]);
    expect(world.calls()).toEqual([]);
  });

  it("say what belongs into a group and what a duration is, whatever was given instead", async () => {
    const given = { startUrl, gate: { critical: 0, high: "no" }, maxAge: 30, timeouts: "1h" };
    const duration = 'must be a duration: numbers with s, m, h or d, such as "90m", "1h30m" or "30d"';
    expect(await failuresOf(given)).toEqual([
      { property: "maxAge", reason: `${duration} (given 30)` },
      { property: "", reason: 'gate.high: must be a whole number (given "no")' },
      {
        property: "gate",
        reason:
          'has no property critical: the properties are high, medium, low, total, minCrawledUrlCount (given {"critical":0,"high":"no"})',
      },
      {
        property: "timeouts",
        reason: 'must be an object with the properties create, update, delete (given "1h")',
      },
    ]);
  });

  it("may not hold a user or a password, which would be printed", async () => {
    const [failure] = await failuresOf({ startUrl: "https://me:hush-hush@shop.example.com/" });
    expect(failure).toEqual({
      property: "",
      reason: "startUrl: must not hold a user or a password: log in with headers",
    });
  });

  it("name no property whose value would be printed with what stands beside the problem", async () => {
    const token = "https://shop.example.com/?t=hush-hush";
    expect(await failuresOf({ startUrl, excludeUrls: [token, ""] })).toEqual([
      {
        property: "",
        reason: 'excludeUrls[1]: must be an absolute URL that starts with http:// or https:// (given "")',
      },
    ]);
    expect(await failuresOf({ startUrl, excludeUrls: ["https://me:hush-hush@shop.example.com/"] })).toEqual([
      { property: "", reason: "excludeUrls[0]: must not hold a user or a password: log in with headers" },
    ]);
  });

  it("that the program marked as secret are not printed when they are wrong", async () => {
    const failures = await failuresOf({ startUrl: "hush-hush", speed: "hush-hush" }, ["startUrl", "speed"]);
    expect(failures).toEqual([
      { property: "", reason: "startUrl: must be an absolute URL that starts with http:// or https://" },
      { property: "", reason: 'speed: must be one of "normal", "fast", "fastest", "1", "2", "3"' },
    ]);
  });

  it("that contradict each other are not printed where one of them is secret", async () => {
    const failures = await failuresOf({ startUrl, adopt: 1, rescanOf: 987_654 }, ["rescanOf"]);
    expect(failures).toEqual([
      { property: "", reason: expect.stringMatching(/^rescanOf: cannot be combined/) },
    ]);
  });

  it("cannot wait for less than a gate needs", async () => {
    const [failure] = await failuresOf({ startUrl, gate: { high: 0 }, waitFor: "started" });
    expect(failure?.property).toBe("waitFor");
  });

  it("cannot ask for files of a report that is not waited for", async () => {
    expect(await failuresOf({ startUrl, reportFiles: { html: "scan.html" }, waitFor: "started" })).toEqual([
      {
        property: "waitFor",
        reason: 'must be "completed" or left out beside reportFiles: only a completed scan has a report',
      },
    ]);
  });

  it.each([
    [{}, "must name at least one of html, sarif, json (given {})"],
    [{ html: "a", json: "./a" }, 'must name different files (given {"html":"a","json":"./a"})'],
    [{ category: "nightly" }, 'must name at least one of html, sarif, json (given {"category":"nightly"})'],
    [{ html: "a", category: "b" }, 'has a category, which needs sarif (given {"html":"a","category":"b"})'],
    [{ html: "" }, 'reportFiles.html: must not be empty (given "")'],
    [{ html: "out/" }, 'reportFiles.html: must name a file, not a folder (given "out/")'],
    [{ html: true }, "reportFiles.html: must be the path of a file (given true)"],
    ["a", 'must be an object with the properties html, sarif, json, category (given "a")'],
  ])("refuse %j as files of a report", async (reportFiles, reason) => {
    const [failure] = await failuresOf({ startUrl, reportFiles });
    expect(failure).toEqual({ property: reason.startsWith("reportFiles.") ? "" : "reportFiles", reason });
  });

  it("are refused once where a misspelt name leaves nothing that is right", async () => {
    const failures = await failuresOf({ startUrl, reportFiles: { pdf: "a" }, gate: { hihg: 0 } });
    expect(failures.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^has no property hihg: the properties are high, medium, /),
      'has no property pdf: the properties are html, sarif, json, category (given {"pdf":"a"})',
    ]);
  });

  it("may name files that are not known yet", async () => {
    expect(await failuresOf({ startUrl, reportFiles: { html: unknown, sarif: unknown } })).toEqual([]);
  });

  it("name a wrong header without printing it, in the reason only", async () => {
    const failures = await failuresOf({ startUrl, headers: { Cookie: "hush\nhush" } });
    expect(failures).toEqual([{ property: "", reason: "headers: must hold texts without line breaks" }]);
  });

  it("may be unknown anywhere, while known ones beside them are still checked", async () => {
    const news = {
      startUrl: unknown,
      excludeUrls: [unknown, ""],
      headers: { Cookie: unknown },
      gate: { high: unknown },
    };
    const { inputs, failures } = await scanJob.check(world.ctx, {}, news);
    expect(failures).toEqual([
      {
        property: "",
        reason: 'excludeUrls[1]: must be an absolute URL that starts with http:// or https:// (given "")',
      },
    ]);
    expect(inputs).toMatchObject({
      startUrl: unknown,
      headers: { Cookie: unknown },
      gate: { high: unknown },
    });
  });

  it("hold no trigger that was lost on its way, whatever is unknown beside it; of a secret one no path is told", async () => {
    const lost = (problem: string) => ({ [problemKey]: problem });
    const triggers = { build: { at: lost("is a Map"), files: [unknown, lost("is a Set")] } };
    expect(await failuresOf({ startUrl: unknown, triggers })).toEqual([
      { property: "", reason: "triggers.build.at: is a Map" },
      { property: "", reason: "triggers.build.files[1]: is a Set" },
    ]);
    expect(await failuresOf({ startUrl, triggers }, ["triggers"])).toEqual([
      { property: "", reason: "triggers: is a Map" },
      { property: "", reason: "triggers: is a Set" },
    ]);
    expect(await failuresOf({ startUrl, triggers: lost("is a Map") })).toEqual([
      { property: "", reason: "triggers: is a Map" },
    ]);
  });

  it("cannot adopt a job and re-diagnose one", async () => {
    expect(await failuresOf({ startUrl, adopt: 1, rescanOf: 2 })).toEqual([
      { property: "rescanOf", reason: "cannot be combined with adopt: an adopted job is not scanned again" },
    ]);
  });
});
