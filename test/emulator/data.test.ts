import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { startEmulator } from "../../emulator";
import { emulate, newestJob, submitted } from "./support";

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

  it("of something else is refused", async () => {
    const data = join(folder, "notes.txt");
    writeFileSync(data, "this is no database, whatever it is".repeat(100));
    await expect(startEmulator({ data })).rejects.toThrow(/cannot use .* as the emulator's database/);
  });

  it("of another version of the tables is refused", async () => {
    const data = join(folder, "old.db");
    const { DatabaseSync } = process.getBuiltinModule("node:sqlite");
    const database = new DatabaseSync(data);
    database.exec("PRAGMA user_version = 999");
    database.close();
    await expect(startEmulator({ data })).rejects.toThrow(/it has version 999/);
  });
});
