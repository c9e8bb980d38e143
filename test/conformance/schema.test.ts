import { describe, expect, it } from "vitest";
import { z } from "zod";
import { configKeys, secretConfigKeys } from "../../provider/names";
import { filesafer, securitymonitoring, wsc } from "../../provider/queries";
import type { Argument } from "../../provider/resources/definition";
import { lifecycles } from "../../provider/resources/lifecycles";
import { type JsonSchema, printType } from "./jsonTypes";
import { type Property, pluginSchema, rawSchema, resolveType } from "./pluginSchema";

const { config, functions, provider, resources } = pluginSchema;

const kinds = Object.values(lifecycles).map(({ name, definition, inputs }) => {
  const token = `ncloud-security:${definition.module}:${name}`;
  const given: Readonly<Record<string, Argument>> = definition.arguments;
  const resource = resources[token];
  if (resource === undefined) throw new Error(`the schema has no ${token}`);
  return { name, token, resource, given, computed: definition.computed, inputs };
});

type Mark = "secret" | "willReplaceOnChanges";

function listMarked(properties: Readonly<Record<string, Property>>, mark: Mark): string[] {
  return Object.keys(properties).filter((name) => properties[name]?.[mark]);
}

/** Whose parts have a name, and so a text. */
const containers = ["variables", "inputProperties", "properties", "types", "resources", "functions", "enum"];

function listSilent(part: unknown, path: readonly string[]): string[] {
  if (typeof part !== "object" || part === null) return [];
  const isSilent = containers.includes(path.at(-2) ?? "") && !("description" in part && part.description);
  const inside = Object.entries(part).flatMap(([name, inner]) => listSilent(inner, [...path, name]));
  return isSilent ? [path.join("."), ...inside] : inside;
}

describe("the schema of the plugin", () => {
  it("has every resource, with its arguments and outputs", () => {
    expect(Object.keys(resources)).toEqual(kinds.map(({ token }) => token));
    for (const { resource, given, computed } of kinds) {
      const shown = Object.keys(computed).filter((name) => computed[name] !== undefined);
      expect(Object.keys(resource.inputProperties)).toEqual(Object.keys(given));
      expect(Object.keys(resource.properties)).toEqual([...Object.keys(given), ...shown]);
    }
  });

  it("has every query", () => {
    const tokens = Object.entries({ wsc, filesafer, securitymonitoring }).flatMap(([module, queries]) =>
      Object.keys(queries).map((name) => `ncloud-security:${module}:${name}`),
    );
    expect(Object.keys(functions)).toEqual(tokens);
  });

  it("has every setting, in a Provider and in the configuration of a stack", () => {
    expect(Object.keys(provider.inputProperties)).toEqual([...configKeys]);
    expect(config.variables).toEqual(provider.inputProperties);
  });

  it("describes each part that has a name", () => {
    expect(listSilent(rawSchema, [])).toEqual([]);
  });

  it("leaves open in an answer only what is an object, as a list or a text would be refused by the SDK for Python", () => {
    const open = Object.values(functions).flatMap(({ outputs: { properties } }) =>
      Object.keys(properties).filter((name) =>
        /^any$|^[a-z]+ \|/.test(printType(properties[name] ?? {}, resolveType)),
      ),
    );
    expect(open).toEqual([
      "Classify_byRisk_Domain",
      "Classify_byRisk_Vulnerability",
      "Details",
      "Recommendation",
    ]);
  });

  it("marks what is always secret, going in and coming out", () => {
    for (const { resource, given } of kinds) {
      const secrets = Object.keys(given).filter((name) => given[name]?.secret);
      expect(listMarked(resource.inputProperties, "secret")).toEqual(secrets);
      expect(listMarked(resource.properties, "secret")).toEqual(secrets);
    }
    for (const properties of [provider.inputProperties, provider.properties, config.variables])
      expect(listMarked(properties, "secret")).toEqual([...secretConfigKeys]);
  });

  it("tells which change replaces, and leaves it to the provider to do so", () => {
    for (const { resource, given } of kinds) {
      const replacing = Object.keys(given).filter((name) => given[name]?.replaces);
      expect(listMarked(resource.inputProperties, "willReplaceOnChanges")).toEqual(replacing);
    }
    expect(JSON.stringify(rawSchema)).not.toContain('"replaceOnChanges"');
  });
});

/** Where the schema is wider: beside the names there are NCP's own "1", "2" and "3". */
const wider = new Map([["ScanJob.speed", "string"]]);

describe.each(kinds)("the arguments of $name in the schema", ({ name, resource, given, inputs }) => {
  const taken: JsonSchema = JSON.parse(
    JSON.stringify(z.toJSONSchema(inputs, { io: "input", unrepresentable: "any" })),
  );

  it.each(Object.keys(given))("take of %s what check takes", (argument) => {
    const inCheck = printType(taken.properties?.[argument] ?? {});
    const inSchema = printType(resource.inputProperties[argument] ?? {}, resolveType);
    expect(inSchema).toBe(wider.get(`${name}.${argument}`) ?? inCheck);
  });

  it("have to be given where check asks for them", () => {
    const required = taken.required ?? [];
    expect(resource.requiredInputs).toEqual(
      Object.keys(given).filter((argument) => required.includes(argument)),
    );
  });
});
