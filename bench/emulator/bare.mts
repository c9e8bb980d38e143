// The calls of load.mts on node:http and node:sqlite alone, with the emulator's reads and writes: no signature, no
// validation, one table of routes. Prints its address.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DatabaseSync } from "node:sqlite";
import { json } from "node:stream/consumers";
import { tables } from "../../dist/emulator/account/storage/tables.js";

const database = new DatabaseSync(":memory:");
database.exec(`${tables}; INSERT INTO settings VALUES ('settings', '{"billed":0}');`);

const active = "stage IN (2, 3, 12, 13, 14, 92)";
const sql = {
  settings: database.prepare("SELECT value FROM settings WHERE name = 'settings'"),
  store: database.prepare("INSERT OR REPLACE INTO settings VALUES ('settings', ?)"),
  active: database.prepare(`SELECT * FROM jobs WHERE ${active} ORDER BY instanceNo`),
  outcome: database.prepare("SELECT outcome FROM targets WHERE url = ?"),
  count: database.prepare("SELECT count(*) AS count FROM jobs WHERE instr(lower(startUrl), lower(?)) > 0"),
  page: database.prepare(
    "SELECT * FROM jobs WHERE instr(lower(startUrl), lower(?)) > 0 ORDER BY instanceNo DESC LIMIT ? OFFSET ?",
  ),
  insert: database.prepare(
    `INSERT INTO jobs (startUrl, target, excludeUrls, headerNames, vulnItems, userAgent, speed, memo, stage,
       stageSince, createdAt) VALUES (?, ?, '[]', '[]', '["ALL"]', 'PC Chrome', '1', '', 12, ?, ?)`,
  ),
  job: database.prepare("SELECT * FROM jobs WHERE instanceNo = ?"),
  cancel: database.prepare("UPDATE jobs SET stage = 91, stageSince = ?, endedAt = ? WHERE instanceNo = ?"),
  record: database.prepare("INSERT INTO requests (entry) VALUES (?)"),
  forget: database.prepare("DELETE FROM requests WHERE id <= ?"),
};

interface Fields {
  readonly searchKeyword: string;
  readonly limit: number;
  readonly page: number;
  readonly StartUrl: string;
}

const acknowledged = { returnCode: "0", returnDesc: "Request Success", returnMessage: "Success" };

function search({ searchKeyword, limit, page }: Fields): object {
  readActive();
  const record_data = sql.page.all(searchKeyword, limit, (page - 1) * limit);
  return { ...acknowledged, total_cnt: sql.count.get(searchKeyword)?.count, record_data };
}

function create({ StartUrl }: Fields): object {
  sql.outcome.get(StartUrl);
  readActive();
  const now = Date.now();
  sql.insert.run(StartUrl, new URL(StartUrl).host, now, now);
  const settings = sql.settings.get();
  sql.store.run(String(settings?.value));
  return acknowledged;
}

function cancel(instanceNo: number): object {
  sql.job.get(instanceNo);
  sql.cancel.run(Date.now(), Date.now(), instanceNo);
  return acknowledged;
}

function readActive(): void {
  for (const { startUrl } of sql.active.all()) sql.outcome.get(String(startUrl));
}

function answer(method = "", path = "", fields: unknown): object {
  sql.settings.get();
  database.exec("BEGIN IMMEDIATE");
  const body =
    method === "POST"
      ? search(fields as Fields)
      : method === "PUT"
        ? create(fields as Fields)
        : cancel(Number(path.split("/")[4]));
  database.exec("COMMIT");
  const { lastInsertRowid } = sql.record.run(JSON.stringify({ id: randomUUID(), method, path, fields }));
  sql.forget.run(Number(lastInsertRowid) - 20_000);
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
