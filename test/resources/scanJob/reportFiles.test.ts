import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freshScan, moveLatest, scan, startUrl, world } from "../../support/scanDriver";
import { day } from "../../support/time";

freshScan();

let folder: string;

const at = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(at(name), "utf8");
/** A stale report, as an earlier release leaves it in a folder that is kept. */
const leaveOld = (name: string) => {
  writeFileSync(at(name), "of an earlier release");
  return at(name);
};
const whenPolled = (stage: Parameters<typeof moveLatest>[0]) => {
  world.onSleep = () => {
    world.onSleep = undefined;
    return moveLatest(stage);
  };
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ncloud-security-reports-"));
  world.emulator.seed({ findings: { [startUrl]: { high: 2, medium: 1, low: 0 } } });
  whenPolled(4);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the report as files", () => {
  it("is written as page, SARIF and JSON, and the scan is waited for", async () => {
    const reportFiles = { html: at("out/a/scan.html"), sarif: at("scan.sarif"), json: at("scan.json") };
    expect(await scan.create({ reportFiles })).toBeUndefined();
    expect(scan.outputs).toMatchObject({ state: "completed", reportFiles });
    expect(read("out/a/scan.html")).toContain("The scan found 3 vulnerabilities");
    expect(read("out/a/scan.html")).toContain(`job ${scan.id}`);
    expect(JSON.parse(read("scan.sarif")).runs[0].properties.instanceNo).toBe(scan.id);
    expect(JSON.parse(read("scan.json"))).toMatchObject({
      Target_Info: startUrl,
      report_date: expect.any(String),
    });
    expect(readdirSync(folder).sort()).toEqual(["out", "scan.json", "scan.sarif"]);
    expect(await scan.changes({ reportFiles })).toEqual([]);
  });

  it("is there when the gate fails, at the first deployment too, and at each later try", async () => {
    const args = { gate: { high: 0 }, reportFiles: { html: at("scan.html"), json: at("scan.json") } };
    const error = await scan.create(args);
    expect(error?.message).toBe(
      `scan job ${scan.id} found 2 high, the gate allows 0; found SQL Injection (2 high), XSS (1 medium); the report is in ${at("scan.html")}, ${at("scan.json")}`,
    );
    expect(world.calls("getReport")).toHaveLength(1);
    for (const file of ["scan.html", "scan.json"]) rmSync(at(file));
    expect((await scan.up(args))?.message).toContain(`the report is in ${at("scan.html")}`);
    expect(read("scan.html")).toContain(`job ${scan.id}`);
    expect(world.calls("createJob")).toHaveLength(1);
  });

  it("stays while a number to adopt is refused, and goes once another scan is adopted", async () => {
    const args = { waitFor: "completed", reportFiles: { html: at("scan.html") } };
    await scan.create(args);
    const before = read("scan.html");
    expect((await scan.up({ ...args, adopt: 7 }))?.message).toContain("there is no scan job 7");
    expect(read("scan.html")).toBe(before);
    const [adopt] = world.emulator.seed({ jobs: [{ startUrl, statusCode: 4 }] }).jobs;
    await scan.up({ ...args, adopt });
    expect(read("scan.html")).toContain(`job ${adopt}`);
  });

  it("is that of the new scan when the triggers change", async () => {
    const args = (release: number) => ({
      gate: { high: 0 },
      triggers: { release },
      reportFiles: { html: at("scan.html") },
    });
    await scan.create(args(1));
    whenPolled(4);
    expect(await scan.up(args(2))).toBeInstanceOf(Error);
    expect(String(scan.outputs.instanceNo)).not.toBe(scan.id);
    expect(read("scan.html")).toContain(`job ${scan.outputs.instanceNo}<`);
    expect(read("scan.html")).not.toContain(`job ${scan.id}<`);
  });

  it("is written by a change of its paths alone, without a scan and with one question", async () => {
    await scan.create({ gate: { high: 2 } });
    const reportFiles = { sarif: at("scan.sarif") };
    expect(await scan.changes({ gate: { high: 2 }, reportFiles })).toEqual(["reportFiles"]);
    expect(await scan.up({ gate: { high: 2 }, reportFiles })).toBeUndefined();
    expect(JSON.parse(read("scan.sarif")).version).toBe("2.1.0");
    expect([world.calls("createJob").length, world.calls("getReport").length]).toEqual([1, 2]);
  });

  it("stands in code scanning under its target, or under the category that the program gives", async () => {
    const idOf = () => JSON.parse(read("scan.sarif")).runs[0].automationDetails.id;
    await scan.create({ reportFiles: { sarif: at("scan.sarif") } });
    expect(idOf()).toBe(`ncloud-web-security-checker/https/shop.example.com/${scan.id}`);
    await scan.up({ reportFiles: { sarif: at("scan.sarif"), category: "nightly" } });
    expect(idOf()).toBe(`nightly/${scan.id}`);
  });

  it("is asked for once by a resource that adopts a job", async () => {
    const [instanceNo] = world.emulator.seed({ jobs: [{ startUrl, statusCode: 4 }] }).jobs;
    expect(await scan.create({ adopt: instanceNo, reportFiles: { html: at("scan.html") } })).toBeUndefined();
    expect(read("scan.html")).toContain(`job ${instanceNo}`);
    expect(scan.outputs.riskCounts?.total).toBe(3);
    expect(world.calls("getReport")).toHaveLength(1);
  });

  it("holds no login of the scanner", async () => {
    await scan.create({
      headers: { Cookie: "session=hush" },
      reportFiles: { html: at("a.html"), sarif: at("a.sarif"), json: at("a.json") },
    });
    for (const name of ["a.html", "a.sarif", "a.json"]) expect(read(name)).not.toMatch(/Cookie|hush/);
    expect(JSON.parse(read("a.json"))).not.toHaveProperty("Login_Info");
  });

  it.each([
    ["", { Classify_byRisk_Level: { Total: 0, High: 0, Medium: 0, Low: 0 } }],
    [" and leaves the counts out", {}],
  ])("holds no login either when NCP wraps the report%s", async (_, counts) => {
    const body = JSON.stringify({ result: { Login_Info: "session=hush", Memo: "kept", ...counts } });
    world.emulator.faults({ operation: "getReport", effect: { status: 200, body } });
    await scan.create({ reportFiles: { html: at("a.html"), json: at("a.json") } });
    for (const name of ["a.html", "a.json"]) {
      expect(read(name)).not.toContain("hush");
      expect(read(name)).toContain("kept");
    }
  });

  it("comes although its counts cannot be read, and the gate fails", async () => {
    const answer = { report_date: "2026/11/20 14:42:10", Target_Info: startUrl };
    world.emulator.faults({ operation: "getReport", effect: { status: 200, body: JSON.stringify(answer) } });
    const args = { gate: { high: 9 }, reportFiles: { html: at("scan.html") } };
    expect((await scan.create(args))?.message).toContain("holds no readable counts");
    expect(read("scan.html")).toContain("no readable counts by risk");
  });
});

describe("files of an earlier release", () => {
  const args = () => ({
    waitFor: "completed",
    timeouts: { create: "1m" },
    reportFiles: { html: at("scan.html") },
  });

  it.each([
    ["failed", 5],
    ["canceled", 91],
    ["stopped", 93],
    ["not done in time", 3],
  ] as const)("are gone when the scan is %s", async (_, stage) => {
    leaveOld("scan.html");
    whenPolled(stage);
    expect((await scan.create(args()))?.message).toContain("reportFiles asks for completed");
    expect(readdirSync(folder)).toEqual([]);
    expect(scan.outputs.reportFiles).toBeUndefined();
  });

  it("are gone when no scan could be started", async () => {
    leaveOld("scan.html");
    world.emulator.faults({
      operation: "createJob",
      effect: { status: 400, code: "160451", envelope: "service" },
    });
    expect(await scan.create(args())).toBeInstanceOf(Error);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("are gone when the report has expired, which is said and fails no deployment", async () => {
    await scan.create();
    scan.move("diagnosticCompleted");
    await scan.refresh();
    world.pass(370 * day);
    await scan.refresh();
    leaveOld("scan.html");
    expect(await scan.up(args())).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
    expect(world.lines).toContain(
      `reportFiles: the report of scan job ${scan.id} has expired at NCP, and no file is written`,
    );
    expect(await scan.changes(args())).toEqual([]);
  });

  it("stay when nothing is to be done, for they are still those of the present scan", async () => {
    await scan.create(args());
    expect(await scan.up(args())).toBeUndefined();
    expect(existsSync(at("scan.html"))).toBe(true);
  });

  it("stay in a preview", async () => {
    leaveOld("scan.html");
    await scan.inputs(args());
    expect(read("scan.html")).toBe("of an earlier release");
  });
});

describe("files that are not written", () => {
  it("come with the next update, when the scan has completed after the deadline", async () => {
    const args = { timeouts: { create: "1m" }, reportFiles: { html: at("scan.html") } };
    whenPolled(3);
    expect(await scan.create(args)).toBeInstanceOf(Error);
    scan.move("diagnosticCompleted");
    await scan.refresh();
    expect(await scan.changes(args)).toEqual(["reportFiles"]);
    expect(await scan.up(args)).toBeUndefined();
    expect(read("scan.html")).toContain(`job ${scan.id}`);
  });

  it("fail the update with the scan recorded, each by its name, and the others are written", async () => {
    mkdirSync(at("scan.html"));
    writeFileSync(at("file"), "");
    const reportFiles = { html: at("scan.html"), sarif: at("file/scan.sarif"), json: at("scan.json") };
    const error = await scan.create({ reportFiles });
    expect(error?.message).toBe(
      [
        `reportFiles.html: ${at("scan.html")} cannot be written: it is no regular file`,
        "the scan is recorded, and the next `pulumi up` writes the file without another one",
        `reportFiles.sarif: ${at("file/scan.sarif")} cannot be written: a part of its path is a file, not a folder`,
        "the scan is recorded, and the next `pulumi up` writes the file without another one",
      ].join("; "),
    );
    expect(scan.outputs).toMatchObject({ state: "completed", riskCounts: { high: 2 } });
    expect(JSON.parse(read("scan.json")).Target_Info).toBe(startUrl);
    expect(readdirSync(folder).sort()).toEqual(["file", "scan.html", "scan.json"]);

    for (const name of ["scan.html", "file"]) rmSync(at(name), { recursive: true });
    expect(await scan.up({ reportFiles })).toBeUndefined();
    expect(read("scan.html")).toContain(`job ${scan.id}`);
    expect(world.calls("createJob")).toHaveLength(1);
  });

  it("and those that are, are not named where the program keeps their paths secret", async () => {
    const reportFiles = { html: at("scan.html"), json: at("folder") };
    mkdirSync(at("folder"));
    const ctx = { ...world.newProcess(), secretArguments: new Set(["reportFiles"]) };
    const error = await scan.create({ gate: { high: 0 }, reportFiles }, ctx);
    expect(error?.message).toContain(
      "the report is in [secret]; reportFiles.json: [secret] cannot be written",
    );
    expect([error?.message, ...world.lines].join()).not.toContain(at(""));
  });

  it("do not hide what the gate says", async () => {
    mkdirSync(at("scan.html"));
    const error = await scan.create({ gate: { high: 0 }, reportFiles: { html: at("scan.html") } });
    expect(error?.message).toMatch(
      /found 2 high, the gate allows 0; found [^;]*; reportFiles.html: .* cannot be written/,
    );
  });

  it("fail the update while NCP has no report yet, and come with a later one", async () => {
    world.emulator.faults({
      operation: "getReport",
      effect: { status: 400, code: "901", envelope: "service" },
    });
    const reportFiles = { html: at("scan.html") };
    expect((await scan.create({ reportFiles }))?.message).toBe(
      `reportFiles: NCP has no report of scan job ${scan.id} yet; the next \`pulumi up\` asks for it again`,
    );
    world.emulator.clearFaults();
    expect(await scan.up({ reportFiles })).toBeUndefined();
    expect(read("scan.html")).toContain(`job ${scan.id}`);
  });

  it("are told when an old one can be neither removed nor replaced", async () => {
    mkdirSync(at("scan.html"));
    await scan.create({ reportFiles: { html: at("scan.html") } });
    expect(world.lines[0]).toBe(
      `reportFiles.html: ${at("scan.html")} of an earlier run cannot be removed: it is no regular file`,
    );
  });
});
