import { beforeEach, describe, expect, it } from "vitest";
import { freshScan, moveLatest, ScanDriver, scan, startUrl, world } from "../../support/scanDriver";
import { day } from "../../support/time";

freshScan();

describe("a gate", () => {
  const gated = (limits: object) => ({ gate: limits });

  beforeEach(() => {
    world.emulator.seed({ findings: { [startUrl]: { high: 2, medium: 1, low: 0 } } });
    world.onSleep = () => {
      world.onSleep = undefined;
      return moveLatest(4);
    };
  });

  it("waits for the scan and passes it within its limits", async () => {
    expect(await scan.create(gated({ high: 2, total: 3 }))).toBeUndefined();
    expect(scan.outputs).toMatchObject({
      state: "completed",
      riskCounts: { high: 2, medium: 1, low: 0, total: 3 },
    });
    expect(await scan.changes(gated({ high: 2, total: 3 }))).toEqual([]);
  });

  it("fails every update until it is met, without another scan", async () => {
    const error = await scan.create(gated({ high: 0, medium: 1 }));
    expect(error?.message).toContain(`scan job ${scan.id} found 2 high, the gate allows 0; found `);
    expect(scan.outputs.riskCounts?.high).toBe(2);
    for (const refreshed of [false, true]) {
      if (refreshed) await scan.refresh();
      expect(await scan.changes(gated({ high: 0, medium: 1 }))).toEqual(["state"]);
      expect((await scan.up(gated({ high: 0, medium: 1 })))?.message).toContain(
        "found 2 high, the gate allows 0",
      );
    }
    expect(await scan.up(gated({ high: 2 }))).toBeUndefined();
    expect(world.calls("createJob")).toHaveLength(1);
  });

  it.each([
    ["collected no URL", { high: 0, urls: 0 }, {}, "collected 0 URLs, the gate asks for at least 1"],
    ["collected too few", { high: 0, urls: 9 }, { minCrawledUrlCount: 10 }, "asks for at least 10"],
  ])("is not met by a scan that %s", async (_row, findings, limits, message) => {
    world.emulator.seed({ findings: { [startUrl]: findings } });
    expect((await scan.create(gated({ high: 0, ...limits })))?.message).toContain(message);
    expect(await scan.changes(gated({ high: 0, ...limits }))).toEqual(["state"]);
    expect(await scan.up(gated({ high: 0, minCrawledUrlCount: 0 }))).toBeUndefined();
  });

  it("of a number of URLs alone is enough", async () => {
    expect(await scan.create(gated({ minCrawledUrlCount: 1 }))).toBeUndefined();
  });

  it.each([
    ["a negative number", { Total: 1, High: -1, Medium: 1, Low: 1 }],
    ["a total below its parts", { Total: 0, High: 7, Medium: 0, Low: 0 }],
  ])("stays closed on counts that cannot be: %s", async (_row, counts) => {
    const body = JSON.stringify({ Classify_byRisk_Level: counts });
    world.emulator.faults({ operation: "getReport", effect: { status: 200, body } });
    expect((await scan.create(gated({ high: 9 })))?.message).toContain("its report holds no readable counts");
  });

  it("tells how far the scan is, a line for each quarter and state, not for each look", async () => {
    const stages = [13, 14, 2, 3, 4] as const;
    let sleeps = 0;
    world.onSleep = () => {
      sleeps += 1;
      const stage = stages[Math.floor(sleeps / 30)] ?? 4;
      return moveLatest(stage);
    };
    await scan.create(gated({ high: 2 }));
    const notes = world.lines.filter((line) => line.includes("URLs collected"));
    const told = notes.map(
      (line) => / is (.*): \d+ %, \d+ URLs collected, \d+ (?:s|min) waited$/.exec(line)?.[1],
    );
    expect([...new Set(told)]).toEqual([
      'waiting to begin ("URL collection pending")',
      'collecting URLs ("URL collection in progress")',
      'waiting for its diagnosis ("URL collection completed")',
      'diagnosing ("diagnostic in progress")',
      'completed ("diagnostic completed")',
    ]);
    expect(notes[0]).toMatch(
      /^ScanJob "shop": scan job \d+ of https:\/\/shop.example.com\/ is .* 0 s waited$/,
    );
    expect(notes.at(-1)).toMatch(/ is completed .*: 100 %, .* \d+ min waited$/);
    expect(notes.length).toBeLessThan(9);
    expect(sleeps).toBeGreaterThan(30);
  });

  it("says of a scan that was not seen from its beginning only what is certain", async () => {
    await scan.create({});
    await moveLatest(3);
    world.onSleep = () => moveLatest(4);
    await scan.up(gated({ high: 2 }));
    const [first] = world.lines.filter((line) => line.includes("URLs collected"));
    expect(first).toMatch(/ is (running|diagnosing) \("diagnostic in progress"\)/);
  });

  it("that holds names what was found, and where to read more", async () => {
    const error = await scan.create(gated({ high: 0 }));
    expect(error?.message).toBe(
      `scan job ${scan.id} found 2 high, the gate allows 0; found SQL Injection (2 high), XSS (1 medium); ` +
        `reportFiles writes the report to files, and wsc.getReport({ instanceNo: ${scan.id} }) reads it`,
    );
    world.emulator.faults({ operation: "getReport", effect: { status: 500 } });
    expect((await scan.up(gated({ high: 0 })))?.message).toMatch(
      /the gate allows 0; its report cannot be read now \(wsc getReport: .*500.*\)$/,
    );
    world.emulator.clearFaults();
    world.emulator.faults({
      operation: "getReport",
      effect: { status: 400, code: "160701", envelope: "service" },
    });
    expect((await scan.up(gated({ high: 0 })))?.message).toMatch(
      /the gate allows 0; NCP keeps its report no longer$/,
    );
  });

  it("prints no line and no markup of a report", async () => {
    const body = JSON.stringify({
      Classify_byRisk_Level: { Total: 1, High: 1, Medium: 0, Low: 0 },
      Classify_byRisk_Vulnerability: {
        "XSS\n\u001b[2J<b>bold</b>": { High: 1, Medium: 0, Low: 0, Total: 1 },
      },
    });
    world.emulator.faults({ operation: "getReport", effect: { status: 200, body } });
    expect((await scan.create(gated({ high: 0 })))?.message).toContain("; found XSS [2J bold (1 high); ");
  });

  it("waits for a report that comes a little after the scan has completed", async () => {
    world.emulator.faults({
      operation: "getReport",
      times: 4,
      effect: { status: 400, code: "901", envelope: "service" },
    });
    expect(await scan.create(gated({ high: 2 }))).toBeUndefined();
  });

  it("is not met by an expired report, whether the record says so or NCP does", async () => {
    world.emulator.faults({
      operation: "getReport",
      effect: { status: 400, code: "160701", envelope: "service" },
    });
    expect((await scan.create(gated({ high: 2 })))?.message).toContain("the gate cannot be decided");
    world.emulator.clearFaults();
    world.pass(370 * day);
    await scan.refresh();
    expect(scan.outputs.resultAction).toBe("expired");
    expect((await scan.up(gated({ high: 2 })))?.message).toContain("its report has expired");
  });

  it("says in the preview already why the update will fail", async () => {
    await scan.create(gated({ high: 0 }));
    world.lines.length = 0;
    await scan.changes(gated({ high: 0 }));
    expect(world.lines).toEqual([`ScanJob "shop": scan job ${scan.id} found 2 high, the gate allows 0`]);
  });

  it("is not met by a report without counts, nor by a failed scan", async () => {
    world.emulator.faults({
      operation: "getReport",
      effect: { status: 200, code: "901", envelope: "service" },
    });
    expect((await scan.create(gated({ high: 9 })))?.message).toContain("the gate cannot be decided");
    world.emulator.clearFaults();
    expect(await scan.up(gated({ high: 9 }))).toBeUndefined();

    world.onSleep = () => moveLatest(5);
    const other = new ScanDriver(world, "other");
    const error = await other.create({ ...gated({ high: 9 }), startUrl: "https://blog.example.com/" });
    expect(error?.message).toContain("is failed, and its gate asks for completed");
  });
});
