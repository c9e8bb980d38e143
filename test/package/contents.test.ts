import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Installed } from "./installed";

let project: Installed;

beforeAll(async () => {
  project = await Installed.open();
});

afterAll(() => project.close());

interface Link {
  readonly page: string;
  /** From the root of the package. */
  readonly path: string;
  readonly anchor?: string;
}

function linksOf(page: string): Link[] {
  const targets = [...readFileSync(page, "utf8").matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = ""]) => to);
  return targets
    .filter((to) => !to.includes(":"))
    .map((to) => {
      const [file = "", anchor] = to.split("#");
      return { page, path: file === "" ? page : posix.join(posix.dirname(page), file), anchor };
    });
}

/** What a registry and GitHub make of the headings of a page. */
function anchorsOf(page: string): string[] {
  const headings = [...readFileSync(page, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );
}

/** A folder is there if something is in it. */
function isPacked(path: string): boolean {
  return project.files.some((file) => file === path || file.startsWith(`${path}/`));
}

test("every link of the README leads to a file of the package", () => {
  const paths = linksOf("README.md").map(({ path }) => path);
  expect(paths).toContain("docs/resources.md");
  expect(paths.filter((path) => !isPacked(path))).toEqual([]);
});

test("every link of a page leads to a file, and to a heading of it", () => {
  const pages = execFileSync("git", ["ls-files", "*.md"], { encoding: "utf8" }).trim().split("\n");
  const links = pages.flatMap(linksOf);
  expect(links.length).toBeGreaterThan(100);
  expect(links.filter(({ path }) => !existsSync(path))).toEqual([]);
  const anchored = links.filter(({ anchor }) => anchor !== undefined);
  expect(anchored.filter(({ path, anchor = "" }) => !anchorsOf(path).includes(anchor))).toEqual([]);
});

test("of the examples it has what is kept of them, and nothing that a run has left there", () => {
  const kept = execFileSync("git", ["ls-files", "examples"], { encoding: "utf8" }).trim().split("\n");
  expect(project.files.filter((file) => file.startsWith("examples/")).sort()).toEqual(kept.sort());
});

test("nothing of a run, of a test or of the tools is in the package", () => {
  const rooms = new Set(project.files.map((file) => (file.includes("/") ? file.split("/")[0] : file)));
  expect([...rooms].sort()).toEqual(
    [
      "CHANGELOG.md",
      "CONTRIBUTING.md",
      "LICENSE",
      "README.md",
      "SECURITY.md",
      "dist",
      "docs",
      "examples",
      "package.json",
      "policies",
    ].sort(),
  );
  expect(project.files.filter((file) => file.endsWith(".tsbuildinfo"))).toEqual([]);
});
