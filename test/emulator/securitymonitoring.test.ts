import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Emulator } from "../../emulator";
import { day } from "../support/time";
import { ask, emulate, errorCode, start } from "./support";

const platforms = [
  ["securitymonitoring", "CLASSIC", ""],
  ["vsecuritymonitoring", "VPC", "_V2"],
] as const;

const lists = [
  ["getAVList", "antiVirusDataList", "AV", ["infectedServerIp", "detectionPath", "malwareType"]],
  ["getDDoSList", "ddosDataList", "DDOS", ["attackerIp", "targetIp", "attackType", "reportType"]],
  ["getIDSList", "idsDataList", "IDS", ["attackerIp", "targetIp", "attackType", "reportType"]],
  [
    "getIPSList",
    "ipsDataList",
    "IPS",
    ["eventNm", "attackerIp", "attackerPort", "targetPort", "protocol", "detect"],
  ],
  ["getWAFList", "wafDataList", "WAF", ["eventNm", "attackType", "attackerIp", "attackerPort", "targetPort"]],
] as const;

const week = { startDateTime: start - 7 * day, endDateTime: start, page: 1, countPerPage: 100 };

function query(emulator: Emulator, name: string, fields: object = {}, platform = "vsecuritymonitoring") {
  return ask(emulator, "POST", `/${platform}/v1/${name}`, { json: { ...week, ...fields } });
}

const event = z.record(z.string(), z.string());

async function events(emulator: Emulator, name: string, fields: object = {}, platform?: string) {
  const { body } = await query(emulator, name, fields, platform);
  const rows = Object.values(body).find((value) => Array.isArray(value));
  return { total: z.int().parse(body.totalRows), rows: z.array(event).parse(rows) };
}

describe.each(platforms)("on %s", (platform, platForm, suffix) => {
  it.each(lists)("%s lists the last week's events with their fields", async (name, key, product, fields) => {
    const emulator = await emulate();
    const { body } = await query(emulator, name, {}, platform);
    expect(body).toMatchObject({ returnCode: 0, returnMessage: "SUCCESS", page: 1 });
    const rows = z.array(event).min(5).parse(body[key]);
    expect(body.totalRows).toBe(rows.length);
    for (const row of rows) {
      expect(row).toMatchObject({ platForm, product: `${product}${suffix}`, region: "KR" });
      expect(Object.keys(row)).toEqual(
        expect.arrayContaining(["ticketId", "date", "zoneName", "vpcName", ...fields]),
      );
    }
    expect(new Set(rows.map(({ ticketId }) => ticketId)).size).toBe(rows.length);
  });

  it.each(["getDDoSEventDetail", "getIDSEventDetail"])("%s tells of the sample's ticket", async (name) => {
    const emulator = await emulate();
    const answer = await ask(emulator, "POST", `/${platform}/v1/${name}`, {
      json: { ticketId: "526068433" },
    });
    expect(answer.body).toMatchObject({
      returnCode: 0,
      returnMessage: "SUCCESS",
      lbInstanceNo: expect.any(String),
    });
    expect(answer.body.report).toContain("<br>");
  });
});

describe("a list of events", () => {
  it("has the newest first unless asked otherwise", async () => {
    const emulator = await emulate();
    const dates = async (order?: string) =>
      (await events(emulator, "getWAFList", { order })).rows.map(({ date }) => Number(date));
    const newestFirst = await dates();
    expect(newestFirst).toEqual(newestFirst.toSorted((left, right) => right - left));
    expect(await dates("asc")).toEqual(newestFirst.toReversed());
    expect(await dates("desc")).toEqual(newestFirst);
  });

  it("comes in pages that add up", async () => {
    const emulator = await emulate();
    const { total, rows } = await events(emulator, "getIPSList");
    const paged = [];
    for (let page = 1; page <= Math.ceil(total / 3); page += 1) {
      paged.push(...(await events(emulator, "getIPSList", { page, countPerPage: 3 })).rows);
    }
    expect(paged).toEqual(rows);
  });

  it("keeps to its range, and stays what it was as time goes on", async () => {
    const emulator = await emulate();
    const range = { startDateTime: start - 3 * day, endDateTime: start - 2 * day };
    const before = await events(emulator, "getAVList", range);
    for (const { date } of before.rows) {
      expect(Number(date)).toBeGreaterThanOrEqual(range.startDateTime);
      expect(Number(date)).toBeLessThanOrEqual(range.endDateTime);
    }
    emulator.advance({ days: 2 });
    expect(await events(emulator, "getAVList", range)).toEqual(before);
    emulator.advance({ days: 30 });
    expect((await events(emulator, "getAVList", range)).total).toBe(0);
  });

  it.each([
    ["getAVList", "malwareType", "malwareType"],
    ["getAVList", "infectedServerIp", "infectedServerIp"],
    ["getDDoSList", "attackIp", "attackerIp"],
    ["getIDSList", "targetIp", "targetIp"],
    ["getIPSList", "protocol", "protocol"],
    ["getWAFList", "eventNm", "eventNm"],
    ["getWAFList", "zoneName", "zoneName"],
  ])("of %s can be filtered by %s", async (name, filter, field) => {
    const emulator = await emulate();
    const { rows } = await events(emulator, name);
    const wanted = rows[0]?.[field];
    const { total, rows: filtered } = await events(emulator, name, { [filter]: wanted });
    expect(filtered).toEqual(rows.filter((row) => row[field] === wanted));
    expect(total).toBe(filtered.length);
    expect((await events(emulator, name, { [filter]: "nothing like it" })).total).toBe(0);
  });

  it("has what was seeded, of any date", async () => {
    const emulator = await emulate();
    emulator.seed({
      events: [{ list: "waf", date: start - 90 * day, fields: { eventNm: "Planted", ticketId: "42" } }],
    });
    const { rows } = await events(emulator, "getWAFList", { startDateTime: 0, eventNm: "Planted" });
    expect(rows).toMatchObject([{ ticketId: "42", date: String(start - 90 * day), product: "WAF_V2" }]);
  });

  it.each([
    ["no start", { startDateTime: undefined }],
    ["a page of 0", { page: 0 }],
    ["a range that ends before it starts", { startDateTime: start, endDateTime: start - 1 }],
    ["an unknown order", { order: "up" }],
    ["an unknown region", { regionCode: "MOON" }],
    ["a filter of Classic", { attackType: "Exploit" }],
    ["a date as text", { startDateTime: "2026-03-01" }],
  ])("with %s is refused by the gateway", async (_, fields) => {
    const answer = await query(await emulate(), "getIPSList", fields);
    expect([answer.status, errorCode(answer)]).toEqual([400, "100"]);
  });

  it("knows no ticket of another list", async () => {
    const emulator = await emulate();
    const { rows } = await events(emulator, "getWAFList");
    const json = { ticketId: rows[0]?.ticketId };
    const answer = await ask(emulator, "POST", "/vsecuritymonitoring/v1/getDDoSEventDetail", { json });
    expect([answer.status, errorCode(answer)]).toEqual([400, "100"]);
  });
});
