import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const sources = execFileSync("git", ["ls-files", "sdk", "provider", "report", "emulator", "cli"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file.endsWith(".ts") && existsSync(file));

interface Room {
  /** A folder or file; `x/*` is `x` and everything below. */
  readonly path: string;
  readonly mayImport: readonly string[];
}

/** The table of docs/architecture.md. */
const rooms: readonly Room[] = readFileSync("docs/architecture.md", "utf8")
  .split("\n")
  .filter((line) => /^\| `(sdk|provider|report|emulator|cli)\b/.test(line))
  .flatMap((line) => {
    const [, names = "", , allowed = ""] = line.split("|");
    const paths = quoted(names);
    return paths.map((path) => ({ path, mayImport: [...paths, ...quoted(allowed)] }));
  });

function quoted(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, text = ""]) => text);
}

function covers(pattern: string, file: string): boolean {
  const folder = pattern.replace(/\/\*$/, "");
  if (pattern !== folder) return file.startsWith(`${folder}/`);
  return file === pattern || posix.dirname(file) === pattern;
}

/** The most exact of the rooms that a file is in. */
function roomOf(file: string): Room | undefined {
  const rank = ({ path }: Room) => (path.endsWith("/*") ? path.length - 2.5 : path.length);
  return rooms.filter(({ path }) => covers(path, file)).sort((a, b) => rank(b) - rank(a))[0];
}

/** The files of this package that a file imports, types and late ones too. */
function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, "utf8"), true, true);
  const paths = importedFiles.filter(({ fileName }) => fileName.startsWith("."));
  return paths.map(({ fileName }) => {
    const path = posix.join(posix.dirname(file), fileName.replace(/\.js$/, ""));
    return [`${path}.ts`, `${path}/index.ts`].find((candidate) => sources.includes(candidate)) ?? path;
  });
}

const imports = new Map(sources.map((file) => [file, importsOf(file)]));

/** A way from a file back to it, or none. */
function findCycle(
  file: string,
  way: readonly string[] = [],
  seen = new Set<string>(),
): readonly string[] | undefined {
  if (way[0] === file) return [...way, file];
  if (seen.has(file)) return undefined;
  seen.add(file);
  for (const next of imports.get(file) ?? []) {
    const cycle = findCycle(next, [...way, file], seen);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

describe("the rooms of docs/architecture.md", () => {
  it("have a row for every file, and a file for every row", () => {
    expect(sources.filter((file) => roomOf(file) === undefined)).toEqual([]);
    expect(rooms.filter(({ path }) => !sources.some((file) => covers(path, file)))).toEqual([]);
    expect(rooms.length).toBeGreaterThan(20);
  });

  it("import only what their row allows", () => {
    const strangers = sources.flatMap((file) => {
      const room = roomOf(file);
      const allowed = room?.mayImport ?? [];
      const others = (imports.get(file) ?? []).filter(
        (other) => !allowed.some((path) => covers(path, other)),
      );
      return others.map((other) => `${file} (${room?.path}) imports ${other}`);
    });
    expect(strangers).toEqual([]);
  });

  it("have no import that leads back to itself", () => {
    expect(sources.map((file) => findCycle(file)).filter((cycle) => cycle !== undefined)).toEqual([]);
  });

  it("would tell of a stranger and of a circle", () => {
    expect(covers("provider/ncp", "provider/ncp/http/retry.ts")).toBe(false);
    expect(covers("provider/ncp/*", "provider/ncp/http/retry.ts")).toBe(true);
    expect(roomOf("provider/resources/kit/check.ts")?.path).toBe("provider/resources/kit");
    expect(imports.get("provider/ncp/http/retry.ts")).toContain("provider/ncp/settings/settings.ts");
  });
});
