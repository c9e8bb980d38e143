import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { version } from "../../package.json";
import pack from "../../policies/package.json";

const load = createRequire(__filename);

it("the folder that Pulumi runs as a pack has the package's version, and leads to what is built", () => {
  expect(pack.version).toBe(version);
  expect(load.resolve("../../policies")).toBe(load.resolve("../../dist/policies/pack.js"));
  expect(readFileSync("policies/PulumiPolicy.yaml", "utf8")).toMatch(/^runtime: nodejs$/m);
});

it("the rules alone load nothing of Pulumi", () => {
  const { policies } = load("../../dist/policies/index.js");
  expect(policies.length).toBeGreaterThan(0);
  expect(Object.keys(load.cache).filter((file) => /node_modules.@pulumi/.test(file))).toEqual([]);
});
