import { describe, expect, it } from "vitest";
import { scanJob } from "../../../provider/resources/scanJob";
import { changingRows } from "../../support/listings";
import { freshScan, scan, startUrl, world } from "../../support/scanDriver";

freshScan();

type Row = Readonly<Record<string, unknown>>;

const asNumber = (date: unknown) =>
  typeof date === "string" ? Date.parse(`${date.replaceAll("/", "-")}+09:00`) : date;

describe("a scan in an account whose jobs have odd values", () => {
  it.each<[string, (row: Row) => Row]>([
    [
      "dates as numbers",
      (row) => ({ ...row, start_date: asNumber(row.start_date), end_date: asNumber(row.end_date) }),
    ],
    ["dates that are objects", (row) => ({ ...row, start_date: { a: 1 }, end_date: [] })],
    ["no texts", (row) => ({ ...row, status: null, start_url: null, progress: null })],
    ["counts as words", (row) => ({ ...row, progress: "half", crawl_cnt: "many", scan_cnt: {} })],
  ])("goes its way with %s, and is billed once", async (_, change) => {
    world.emulator.seed({ jobs: [{ startUrl: "https://other.example.com/", statusCode: 4 }] });
    const process = () => world.newProcess(changingRows(change));
    world.onSleep = () => world.emulator.pace("instant");
    expect(await scan.create({ waitFor: "completed" }, process())).toBeUndefined();
    expect(scan.outputs).toMatchObject({ state: "completed", startUrl });
    expect(world.emulator.health().billed).toBe(1);
  });

  it("goes its way beside a job of others whose row is odd, with dates as numbers", async () => {
    const { jobs } = world.emulator.seed({
      jobs: [{ startUrl: "https://other.example.com/", statusCode: 4 }],
    });
    world.emulator.settings({ dates: "number", oddJobs: { [String(jobs[0])]: "values" } });
    world.emulator.pace("instant");
    expect(await scan.create({ gate: { total: 99 } })).toBeUndefined();
    expect(await scan.refresh()).toBe(true);
    expect(await scan.changes({ gate: { total: 99 } })).toEqual([]);
    expect(world.emulator.health().billed).toBe(1);
  });

  it.each(["state", "number"] as const)(
    "is not taken for gone where its own row has an odd %s",
    async (kind) => {
      await scan.create();
      world.emulator.settings({ oddJobs: { [scan.id]: kind } });
      await expect(scan.refresh()).rejects.toThrow();
    },
  );

  it("tells when a scan ended, from a number too", async () => {
    const numbers = changingRows((row) => ({ ...row, end_date: asNumber(row.end_date) }));
    world.emulator.pace("instant");
    expect(await scan.create({ waitFor: "completed" }, world.newProcess(numbers))).toBeUndefined();
    expect(scan.outputs.endedAt).toMatch(/^2026-03-01T00:0\d:\d\d.000Z$/);
  });

  it("is not ended by a date of 0", async () => {
    await scan.create();
    const strange = changingRows((row) => ({ ...row, result_button: "pause", end_date: 0 }));
    scan.move("diagnosticInProgress");
    await scan.delete(world.newProcess(strange)).catch(() => undefined);
    expect(world.calls("stopJob").length).toBeGreaterThan(0);
  });
});

describe("a row that cannot be read as a job", () => {
  const odd = (change: (row: Row) => Row) => world.newProcess(changingRows(change));

  it("of another job keeps nobody from his own scan", async () => {
    const [other] = world.emulator.seed({
      jobs: [{ startUrl: "https://other.example.com/", statusCode: 4 }],
    }).jobs;
    const process = odd((row) => (row.instanceNo === other ? { instanceNo: other, memo: [] } : row));
    expect(await scan.create({}, process)).toBeUndefined();
    expect(await scan.refresh()).toBe(true);
    await scan.delete(odd((row) => (row.instanceNo === other ? { ...row, result_button: {} } : row)));
    expect(world.remote.activeJobs()).toEqual([]);
  });

  it.each<[string, Row]>([
    ["with its number", { result_button: {} }],
    ["without a number", { instanceNo: "none" }],
  ])("may be the scan's own, %s: it is not taken for gone, and not left running", async (_row, change) => {
    await scan.create();
    const spoilt = () => odd((row) => ({ ...row, ...change }));
    const stored = { inputs: scan.outputs, outputs: scan.outputs };
    await expect(scanJob.read(spoilt(), scan.id, stored)).rejects.toThrow(
      "is not what the documents describe",
    );
    await expect(scan.delete(spoilt())).rejects.toThrow("is not what the documents describe");
    expect(await scan.refresh()).toBe(true);
  });
});
