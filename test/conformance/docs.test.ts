import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gatewayCodes } from "../../provider/gateway/codes";
import { fileSaferOperations } from "../../provider/services/filesafer";
import { securityMonitoringOperations } from "../../provider/services/securitymonitoring";
import { wscOperations } from "../../provider/services/wsc";
import * as security from "../../sdk";
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
