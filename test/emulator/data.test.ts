import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator";
import { applicationId } from "../../emulator/account/storage/tables";
import { rejection } from "../ncp/support";
import { ask, emulate, newestJob, site, submitted } from "./support";

const folder = mkdtempSync(join(tmpdir(), "emulator-test-"));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a data file", () => {
  it("carries the state, its times and its clock from one emulator to the next", async () => {
    const data = join(folder, "state.db");
    const first = await emulate({ data, pace: 10 });
    const instanceNo = await submitted(first, { Headers: { Cookie: "session=canary" } });
    first.advance({ seconds: 15 });
    expect(await newestJob(first)).toMatchObject({ status: "URL collection in progress" });
    await first.close();
    const second = await emulate({ data });
    expect(second.health()).toMatchObject({ pace: 10, now: "2026-03-02T00:00:15.000Z", billed: 1 });
    second.advance({ seconds: 5 });
    expect(await newestJob(second)).toMatchObject({ instanceNo, status: "URL collection completed" });
    await second.close();
    expect(readFileSync(data, "latin1")).not.toMatch(/canary|demo-secret-key/);
  });

  it.each([
    [
      "that is no database",
      (file: string) => writeFileSync(file, "this is no database".repeat(100)),
      /no SQLite/,
    ],
    ["of another program", (file: string) => foreign(file, "CREATE TABLE notes (text)"), /another program/],
    [
      "of another program, with our version number and tables of our names",
      (file: string) =>
        foreign(file, "CREATE TABLE settings (x); CREATE TABLE jobs (x); PRAGMA user_version = 1"),
      /another program/,
    ],
    [
      "of another program that keeps a log beside it",
      (file: string) => foreign(file, "PRAGMA journal_mode = WAL; CREATE TABLE notes (text)"),
      /another program/,
    ],
    [
      "of another version of the emulator",
      (file: string) => foreign(file, `PRAGMA application_id = ${applicationId}; PRAGMA user_version = 999`),
      /has version 999.* needs version 3/,
    ],
  ])("%s is refused in one line, and nothing is written to it", async (what, write, reason) => {
    const place = mkdtempSync(join(folder, "foreign-"));
    const data = join(place, "notes.db");
    write(data);
    const before = filesIn(place);
    const error = await rejection(startEmulator({ data }));
    expect(error).toMatchObject({ message: expect.stringMatching(reason) });
    expect(error).toMatchObject({
      message: expect.stringMatching(/^cannot use \S+notes\.db as the emulator's database: .*name another/),
    });
    expect(filesIn(place), what).toEqual(before);
  });

  it("that is empty is taken", async () => {
    const data = join(folder, "empty.db");
    writeFileSync(data, "");
    await submitted(await emulate({ data }));
  });

  it("of an emulator that was killed is taken, with all that it had", async () => {
    const place = mkdtempSync(join(folder, "killed-"));
    const emulator = await emulate({ data: join(place, "state.db") });
    await submitted(emulator);
    // What lies on the disk while it runs is what a kill leaves.
    const copy = mkdtempSync(join(folder, "copy-"));
    cpSync(place, copy, { recursive: true });
    expect((await emulate({ data: join(copy, "state.db") })).health().billed).toBe(1);
  });
});

describe("two emulators on one data file", () => {
  async function pair(): Promise<[Emulator, Emulator]> {
    const data = join(mkdtempSync(join(folder, "shared-")), "state.db");
    return [await emulate({ data, pace: "manual" }), await emulate({ data, pace: "manual" })];
  }

  it("are one account: its jobs, and what was billed for them", async () => {
    const [one, other] = await pair();
    await submitted(one);
    await submitted(other, { StartUrl: "https://bank.example.com/" });
    await submitted(one, { StartUrl: "https://news.example.com/" });
    for (const { billed, jobs } of [one.health(), other.health()]) {
      expect([billed, jobs.total]).toEqual([3, 3]);
    }
  });

  it("count a free re-diagnosis wherever it was asked for", async () => {
    const [one, other] = await pair();
    const { jobs } = one.seed({ jobs: [{ startUrl: site, statusCode: 4 }] });
    await submitted(other, { MasterInstanceNo: String(jobs[0]) });
    expect([one.health(), other.health()]).toMatchObject([{ freeRescans: 1 }, { freeRescans: 1 }]);
  });

  it("share the clock and the settings", async () => {
    const [one, other] = await pair();
    one.advance({ days: 1 });
    other.advance({ days: 1 });
    expect([one.health().now, other.health().now]).toEqual(Array(2).fill("2026-03-04T00:00:00.000Z"));
    one.pace("instant");
    other.settings({ dialect: "old" });
    expect(other.health().pace).toBe("instant");
    expect((await ask(one, "PATCH", "/api/v1/jobs/1/stop")).status).toBe(200);
  });

  it("are both new after a reset of one", async () => {
    const [one, other] = await pair();
    const first = await submitted(one);
    other.advance({ days: 1 });
    other.reset();
    expect(one.health()).toMatchObject({ now: "2026-03-02T00:00:00.000Z", billed: 0, jobs: { total: 0 } });
    expect(await submitted(one)).toBe(first);
  });
});

/** Makes a database of somebody else. */
function foreign(file: string, sql: string): void {
  const { DatabaseSync } = process.getBuiltinModule("node:sqlite");
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

/** Every file of a folder, with what is in it. */
function filesIn(place: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(place).map((name) => [name, readFileSync(join(place, name), "latin1")]),
  );
}
