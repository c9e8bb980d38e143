// The calls of loadScript.mts on node:http and node:sqlite alone, with the emulator's reads and writes, of which it does
// none twice in a call: no signature, no validation, one table of routes. Prints its address.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DatabaseSync } from "node:sqlite";
import { json } from "node:stream/consumers";
import { tables } from "../../dist/emulator/account/storage/tables.js";

const database = new DatabaseSync(":memory:");
database.exec(`${tables}; INSERT INTO settings VALUES ('settings', '{}');`);

const sql = {
  settings: database.prepare("SELECT value FROM settings WHERE name = 'settings'"),
  charge: database.prepare(
    "INSERT INTO charges VALUES ('billed', 1) ON CONFLICT DO UPDATE SET count = count + 1",
  ),
  outcome: database.prepare("SELECT outcome FROM targets WHERE url = ?"),
  busy: database.prepare(
    "SELECT count(*) AS count FROM jobs WHERE stage IN (2, 3, 12, 13, 14, 92) AND target = ?",
  ),
  waiting: database.prepare("SELECT count(*) AS count FROM jobs WHERE stage IN (2, 12, 14)"),
  page: database.prepare(
    `SELECT instanceNo, startUrl, memo, stage, stageSince, crawlStartedAt, endedAt, findings FROM jobs
       WHERE instr(lower(startUrl), lower(?)) > 0 ORDER BY instanceNo DESC LIMIT ? OFFSET ?`,
  ),
  insert: database.prepare(
    `INSERT INTO jobs (startUrl, target, excludeUrls, headerNames, vulnItems, userAgent, speed, memo,
       masterInstanceNo, stage, stageSince, createdAt, crawlStartedAt, scanStartedAt, endedAt, findings)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  job: database.prepare("SELECT * FROM jobs WHERE instanceNo = ?"),
  update: database.prepare(
    `UPDATE jobs SET stage = ?, stageSince = ?, crawlStartedAt = ?, scanStartedAt = ?, endedAt = ?, findings = ?
     WHERE instanceNo = ?`,
  ),
  record: database.prepare("INSERT INTO requests (entry) VALUES (?)"),
  forget: database.prepare("DELETE FROM requests WHERE id <= ?"),
};

interface Fields {
  readonly searchKeyword: string;
  readonly limit: number;
  readonly page: number;
  readonly StartUrl: string;
  readonly ExcludeUrl: readonly string[];
  readonly VulnItems: readonly string[];
  readonly UserAgent: string;
  readonly Speed: string;
  readonly Memo: string;
}

const operations: Readonly<Record<string, string>> = {
  PUT: "createJob",
  POST: "searchJobs",
  PATCH: "cancelJob",
};

const acknowledged = { returnCode: "0", returnDesc: "Request Success", returnMessage: "Success" };

function search({ searchKeyword, limit, page }: Fields): object {
  const offset = (page - 1) * limit;
  const record_data = sql.page.all(searchKeyword, limit, offset);
  return { ...acknowledged, total_cnt: offset + record_data.length, record_data };
}

function create({ StartUrl, ExcludeUrl, VulnItems, UserAgent, Speed, Memo }: Fields): object {
  sql.outcome.get(StartUrl);
  const { host } = new URL(StartUrl);
  sql.busy.get(host);
  sql.waiting.get();
  const now = Date.now();
  const lists = [ExcludeUrl, [], VulnItems].map((list) => JSON.stringify(list));
  const life = [12, now, now, null, null, null, null];
  sql.insert.run(StartUrl, host, ...lists, UserAgent, Speed, Memo, null, ...life);
  sql.charge.run();
  return acknowledged;
}

function cancel(instanceNo: number): object {
  sql.job.get(instanceNo);
  sql.update.run(91, Date.now(), null, null, Date.now(), null, instanceNo);
  return acknowledged;
}

function answer(method = "", path = "", fields: unknown): object {
  sql.settings.get();
  const body =
    method === "POST"
      ? search(fields as Fields)
      : change(() => (method === "PUT" ? create(fields as Fields) : cancel(Number(path.split("/")[4]))));
  const entry = {
    requestId: randomUUID(),
    time: new Date().toISOString(),
    service: "wsc",
    operation: operations[method],
    method,
    path,
    query: "",
    status: 200,
    code: "0",
    committed: true,
    fault: null,
    fields,
  };
  const { lastInsertRowid } = sql.record.run(JSON.stringify(entry));
  sql.forget.run(Number(lastInsertRowid) - 20_000);
  return body;
}

function change(work: () => object): object {
  database.exec("BEGIN IMMEDIATE");
  const body = work();
  database.exec("COMMIT");
  return body;
}

const server = createServer(async (request, response) => {
  const fields = request.method === "PATCH" ? {} : await json(request);
  const body = JSON.stringify(answer(request.method, request.url, fields));
  response.setHeader("content-type", "application/json").end(body);
});
server.listen(0, "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
