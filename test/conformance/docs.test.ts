import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fileSaferOperations } from "../../provider/ncp/api/filesafer/operations";
import { gatewayCodes } from "../../provider/ncp/api/gatewayCodes";
import { securityMonitoringOperations } from "../../provider/ncp/api/securitymonitoring/operations";
import { wscOperations } from "../../provider/ncp/api/wsc/operations";
import * as security from "../../sdk";
import { samples } from "../samples";
import { operations } from "./operations";

const root = join(__dirname, "../..");

/** The cells of all table rows of a page, without heads. */
function rowsOf(page: string): string[][] {
  const lines = readFileSync(join(root, "docs", page), "utf8").split("\n");
  const rows = lines.filter((line) => line.startsWith("| ")).map((line) => line.slice(2, -2).split(" | "));
  return rows.filter((cells, index) => cells[0] !== "---" && rows[index + 1]?.[0] !== "---");
}

describe("the generated pages", () => {
  it("are what npm run docs writes", () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/docs.mts", "--check"], {
      cwd: root,
      encoding: "utf8",
    });
    expect(status, `${stdout}${stderr}`).toBe(0);
  });
});

describe("the support matrix", () => {
  const rows = rowsOf("support-matrix.md");

  it("has a row for every operation, on both filters and both platforms, and no empty cell", () => {
    expect(rows).toHaveLength(6 + 6 + 8 + 2 * 7 + 1);
    expect(rows.filter((cells) => cells.length !== 7 || cells.some((cell) => cell.trim() === ""))).toEqual(
      [],
    );
    const named = rows.map(([operation = ""]) => /\[(\w+)\]/.exec(operation)?.[1]);
    expect(new Set(named)).toEqual(new Set(Object.keys(operations)));
  });

  it("says that each of them is emulated and has samples", () => {
    for (const [operation, , , , emulator, samples] of rows) {
      expect.soft(emulator, operation).toMatch(/^yes/);
      expect.soft(samples, operation).toMatch(/^\[\d+ .*\]\(\.\.\/test\/samples\/\w+\.json\) \([a-z, ]+\)$/);
    }
  });

  it("counts the samples, and those that the documents show whole", () => {
    const page = readFileSync(join(root, "docs", "support-matrix.md"), "utf8");
    const whole = samples.filter(({ source }) => source === "documented").length;
    expect(page).toContain(`There are ${samples.length} samples. Of ${whole} the pages show all`);
  });

  it.each([
    ["getJobs", "texts of status", "zone of the dates", "order of the list", "result_button is empty"],
    ["searchJobs", "texts of status", "zone of the dates", "order of the list", "any part"],
    ["createJob", "One scan of a host and port", "counted", "200 characters", "ALL stands alone"],
    ["getReport", "inner keys", "Excluded_Url", "zone of the dates"],
    ["inputFile", "10 x 1024 x 1024 bytes"],
    ["getInputFileLog", "order of the entries"],
    ["getInputFileLogByParentHash", "each may be given alone", "order of the entries"],
    ["getAVList", "fields of an entry"],
    ["getDDoSList", "fields of an entry"],
    ["getIDSList", "fields of an entry"],
    ["getIPSList", "fields of an entry"],
    ["getWAFList", "fields of an entry"],
    ["getDDoSEventDetail", "unknown ticket"],
    ["getIDSEventDetail", "unknown ticket"],
  ])("says of %s what is inferred", (name, ...inferences) => {
    const cells = rows.filter(([operation = ""]) => operation.startsWith(`[${name}]`)).map((row) => row[6]);
    expect(cells.length).toBeGreaterThan(0);
    for (const cell of cells)
      for (const inference of inferences) expect.soft(cell, inference).toContain(inference);
  });

  it.each([
    ["File Safer", "which code answers which complaint", "codes mean"],
    ["Security Monitoring", "financial cloud"],
  ])("says what is inferred of all calls of %s", (service, ...inferences) => {
    const page = readFileSync(join(root, "docs", "support-matrix.md"), "utf8");
    const sections = page.split("\n## ").filter((section) => section.startsWith(service));
    expect(sections).toHaveLength(2);
    for (const section of sections)
      for (const inference of inferences) expect.soft(section, inference).toContain(inference);
  });

  it("names only what the SDK has", () => {
    const rooms: Readonly<Record<string, object>> = {
      wsc: security.wsc,
      filesafer: security.filesafer,
      securitymonitoring: security.securitymonitoring,
    };
    const names = rows
      .filter(([operation]) => !operation?.includes("getCallerIdentity"))
      .flatMap(([, , , inProgram = ""]) => inProgram.replaceAll("`", "").split(", "));
    const missing = names.filter((name) => {
      const [room = "", member = ""] = name.split(".");
      return typeof Reflect.get(rooms[room] ?? {}, member) !== "function";
    });
    expect(missing).toEqual([]);
  });
});

describe("the error tables", () => {
  it("say that File Safer's documents do not explain its codes", () => {
    const page = readFileSync(join(root, "docs", "errors.md"), "utf8");
    expect(page).toMatch(/## File Safer\n\n.*the meanings are inferred/);
  });

  it("have a row for every code", () => {
    const tables = [
      gatewayCodes,
      wscOperations.getJobs.codes,
      fileSaferOperations.checkHash.codes,
      securityMonitoringOperations.getAVList.codes,
    ];
    const codes = rowsOf("errors.md").map(([code]) => code?.replaceAll("`", ""));
    expect(codes).toEqual(tables.flatMap((table) => Object.keys(table)));
  });
});
