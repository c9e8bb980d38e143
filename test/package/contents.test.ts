import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Installed } from "./installed";

let project: Installed;

beforeAll(async () => {
  project = await Installed.open();
});

afterAll(() => project.close());

/** The paths that a page links to, from the root of the package. */
function linksOf(page: string): string[] {
  const targets = [...readFileSync(page, "utf8").matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(
    ([, to = ""]) => to,
  );
  return targets.filter((to) => !to.includes(":")).map((to) => posix.join(posix.dirname(page), to));
}

/** A folder is there if something is in it. */
function isPacked(path: string): boolean {
  return project.files.some((file) => file === path || file.startsWith(`${path}/`));
}

test("every link of the README leads to a file of the package", () => {
  const links = linksOf("README.md");
  expect(links).toContain("docs/resources.md");
  expect(links.filter((link) => !isPacked(link))).toEqual([]);
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
    ].sort(),
  );
  expect(project.files.filter((file) => /\.tsbuildinfo$|Pulumi\.\w+\.yaml$|\/out\//.test(file))).toEqual([]);
});
