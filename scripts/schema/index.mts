import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { configNamespace, resourceNames } from "../../dist/provider/names.js";
import { filesafer, securitymonitoring, wsc } from "../../dist/provider/queries/index.js";
import { definitions } from "../../dist/provider/resources/definitions.js";
import { root } from "../prepare.mjs";
import { describeFunction } from "./functions.mts";
import { languages } from "./languages.mts";
import { describeResource } from "./resources.mts";
import { Sdk } from "./sdk.mts";
import { describeProvider, describeSettings } from "./settings.mts";
import { tokenOf } from "./spec.mts";
import { Types } from "./types.mts";

/** What the schema takes from package.json. */
const manifest = z.object({
  description: z.string(),
  homepage: z.string(),
  license: z.string(),
});

/** provider/shells/plugin/schema.json, without the version, which the plugin adds. */
export function pluginSchema(): string {
  const sdk = new Sdk();
  const types = new Types(sdk);
  const resources = resourceNames.map((name) => [
    tokenOf(definitions[name].module, name),
    describeResource(sdk, types, name),
  ]);
  const functions = Object.entries({ wsc, filesafer, securitymonitoring }).flatMap(([module, members]) =>
    Object.keys(members).map((name) => [tokenOf(module, name), describeFunction(sdk, types, module, name)]),
  );
  const settings = describeSettings(sdk, types);
  const schema = {
    name: configNamespace,
    displayName: "NAVER Cloud Security",
    ...manifest.parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8"))),
    keywords: ["ncloud", "naver-cloud", "security", "category/cloud", "kind/native"],
    // What is generated has the version of the schema.
    meta: { moduleFormat: "(.*)", supportPack: true },
    language: languages,
    config: { variables: settings },
    types: types.named,
    provider: describeProvider(sdk, settings),
    resources: Object.fromEntries(resources),
    functions: Object.fromEntries(functions),
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
