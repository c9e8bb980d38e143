import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Installed } from "./installed";

const pages = ["README.md", ...readdirSync("docs").map((page) => join("docs", page))];

/** Each snippet of TypeScript as a module of its own, by the page and line that it begins at. */
function snippetsOf(page: string): [file: string, text: string][] {
  const whole = readFileSync(page, "utf8");
  return [...whole.matchAll(/```ts\n([\s\S]*?)```/g)].map(({ 1: text = "", index }) => {
    const line = whole.slice(0, index).split("\n").length;
    return [`${page.replaceAll(/\W/g, "-")}-${line}.mts`, text];
  });
}

test("every snippet of the pages compiles in a project that has the package", async () => {
  const snippets = pages.flatMap(snippetsOf);
  const project = await Installed.open();
  const { problems } = await project.typeCheck(
    "typescript-7",
    { strict: true, target: "es2024", module: "nodenext", types: ["node"] },
    Object.fromEntries(snippets),
  );
  await project.close();
  expect(problems).toEqual([]);
  expect(snippets.length).toBeGreaterThanOrEqual(20);
});
