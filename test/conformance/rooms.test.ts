import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const sources = execFileSync(
  "git",
  ["ls-files", "sdk", "provider", "report", "emulator", "cli", "policies"],
  {
    encoding: "utf8",
  },
)
  .split("\n")
  .filter((file) => file.endsWith(".ts") && existsSync(file));

type Manner = "late" | "types" | undefined;

interface Allowed {
  /** A folder or file; `x/*` is everything below `x`. */
  readonly path: string;
  /** In no other way than this one. */
  readonly manner: Manner;
}

interface Room {
  readonly path: string;
  readonly mayImport: readonly Allowed[];
}

/** The table of docs/architecture.md. */
const rooms: readonly Room[] = readFileSync("docs/architecture.md", "utf8")
  .split("\n")
  .filter((line) => /^\| `(sdk|provider|report|emulator|cli|policies)\b/.test(line))
  .flatMap((line) => {
    const [, names = "", , files = "", packages = ""] = line.split("|");
    const paths = readCell(names);
    return paths.map(({ path }) => ({
      path,
      mayImport: [...paths, ...readCell(files), ...readCell(packages)],
    }));
  });

function readCell(cell: string): Allowed[] {
  return [...cell.matchAll(/`([^`]+)`(?: \((late|types)\))?/g)].map(([, path = "", manner]) => ({
    path,
    manner: manner as Manner,
  }));
}

function covers(pattern: string, file: string): boolean {
  const folder = pattern.replace(/\/\*$/, "");
  if (pattern !== folder) return file.startsWith(`${folder}/`);
  return file === pattern || posix.dirname(file) === pattern;
}

/** The most exact of the rooms that a file is in. Of `x/<each>`, every folder below `x` is a room of its own. */
function roomOf(file: string): Room | undefined {
  const rank = ({ path }: Room) => (path.endsWith("/*") ? path.length - 2.5 : path.length);
  return rooms
    .map((room) => narrow(room, file))
    .filter(({ path }) => covers(path, file))
    .sort((a, b) => rank(b) - rank(a))[0];
}

function narrow({ path, mayImport }: Room, file: string): Room {
  if (!isEach(path)) return { path, mayImport };
  const folder = `${file.split("/").slice(0, path.split("/").length).join("/")}/*`;
  const others = mayImport.filter((allowed) => allowed.path !== path);
  const own = covers(widen(path), folder) ? folder : path;
  return { path: own, mayImport: [{ path: own, manner: undefined }, ...others] };
}

function isEach(path: string): boolean {
  return path.endsWith(">");
}

/** All the rooms of `x/<each>` together. */
function widen(path: string): string {
  return path.replace(/<.*>$/, "*");
}

interface Import {
  /** A file of this repository, or the name of a package. */
  readonly path: string;
  readonly manner: Manner;
}

function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const [named, manner] = readImport(node);
    if (named && ts.isStringLiteral(named) && !named.text.startsWith("node:"))
      found.push({ path: resolveImport(file, named.text), manner });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** What a statement, a type or a call loads, and how. */
function readImport(node: ts.Node): [ts.Node?, Manner?] {
  if (ts.isImportDeclaration(node))
    return [node.moduleSpecifier, node.importClause?.phaseModifier === type ? "types" : undefined];
  if (ts.isExportDeclaration(node)) return [node.moduleSpecifier, node.isTypeOnly ? "types" : undefined];
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return [node.argument.literal, "types"];
  return ts.isCallExpression(node) && isLoad(node.expression) ? [node.arguments[0], "late"] : [];
}

const type = ts.SyntaxKind.TypeKeyword;

function isLoad(called: ts.Expression): boolean {
  return (
    called.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(called) && called.text === "require")
  );
}

function resolveImport(file: string, name: string): string {
  if (!name.startsWith("."))
    return name
      .split("/")
      .slice(0, name.startsWith("@") ? 2 : 1)
      .join("/");
  const path = posix.join(posix.dirname(file), name.replace(/\.js$/, ""));
  return [`${path}.ts`, `${path}/index.ts`].find((candidate) => sources.includes(candidate)) ?? path;
}

/** Types may stand wherever something may be loaded late. */
function mayImport({ mayImport }: Room, { path, manner }: Import): boolean {
  return mayImport.some(
    (allowed) =>
      covers(allowed.path, path) &&
      (allowed.manner === undefined || manner === "types" || manner === allowed.manner),
  );
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
  for (const { path } of imports.get(file) ?? []) {
    const cycle = findCycle(path, [...way, file], seen);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

describe("the rooms of docs/architecture.md", () => {
  it("have a row for every file, and a file for every row", () => {
    expect(sources.filter((file) => roomOf(file) === undefined)).toEqual([]);
    expect(rooms.filter(({ path }) => !sources.some((file) => covers(widen(path), file)))).toEqual([]);
    expect(rooms.length).toBeGreaterThan(20);
  });

  it("import only what their row allows", () => {
    const strangers = sources.flatMap((file) => {
      const room = roomOf(file);
      const others = (imports.get(file) ?? []).filter((each) => room && !mayImport(room, each));
      return others.map(({ path, manner = "" }) =>
        `${file} (${room?.path}) imports ${path} ${manner}`.trim(),
      );
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
    expect(imports.get("provider/ncp/http/retry.ts")?.map(({ path }) => path)).toContain(
      "provider/ncp/settings/settings.ts",
    );
    const scanJob = roomOf("provider/resources/scanJob/judge.ts") as Room;
    expect(mayImport(scanJob, { path: "provider/resources/fileInspection/file.ts", manner: undefined })).toBe(
      false,
    );
    expect(mayImport(scanJob, { path: "@pulumi/pulumi", manner: "types" })).toBe(false);
    const sdk = roomOf("sdk/queries/door.ts") as Room;
    expect(mayImport(sdk, { path: "provider/queries/index.ts", manner: "late" })).toBe(true);
    expect(mayImport(sdk, { path: "provider/queries/index.ts", manner: undefined })).toBe(false);
  });
});
