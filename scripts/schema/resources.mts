import type ts from "typescript";
import type { ResourceName } from "../../dist/provider/names.js";
import type { Argument } from "../../dist/provider/resources/definition.js";
import { definitions } from "../../dist/provider/resources/definitions.js";
import { tokenOf as dynamicTokenOf } from "../../dist/provider/shells/dynamic/text.js";
import { describeAtLength } from "./descriptions.mts";
import type { Sdk } from "./sdk.mts";
import type { Properties, ResourceSpec } from "./spec.mts";
import type { Types } from "./types.mts";

/** What a definition names, as the SDK declares it. */
export function describeResource(sdk: Sdk, types: Types, name: ResourceName): ResourceSpec {
  const { module, arguments: given, computed } = definitions[name];
  const type = sdk.find(name, module);
  const owner = { module, name };
  const inputs = types.describeObject(pick(sdk, sdk.find(`${name}Args`, module), Object.keys(given)), owner);
  const outputs = types.describeObject(
    pick(sdk, type, [...Object.keys(given), ...listShown(computed)]),
    owner,
  );
  return {
    description: describeAtLength(sdk, type),
    inputProperties: markArguments(inputs.properties, given),
    requiredInputs: inputs.required,
    properties: markArguments(outputs.properties, given),
    required: outputs.required,
    // A stack of the dynamic provider goes on as it is, in a program of another language too.
    aliases: [{ type: dynamicTokenOf(module, name) }],
  };
}

function listShown(computed: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(computed).filter((name) => computed[name] !== undefined);
}

function pick(sdk: Sdk, owner: ts.Symbol, names: readonly string[]): ts.Symbol[] {
  const properties = new Map(sdk.listProperties(owner).map((property) => [property.name, property]));
  return names.map((name) => {
    const property = properties.get(name);
    if (property === undefined) throw new Error(`${owner.name} has no ${name}`);
    return property;
  });
}

/**
 * `replaceOnChanges` would have the engine replace, also where the provider knows that nothing is to be replaced, as
 * after an import; `willReplaceOnChanges` only tells.
 */
function markArguments(properties: Properties, given: Readonly<Record<string, Argument>>): Properties {
  const marked = Object.entries(properties).map(([name, property]) => {
    const { secret, replaces } = given[name] ?? {};
    return [
      name,
      { ...property, ...(secret && { secret }), ...(replaces && { willReplaceOnChanges: replaces }) },
    ];
  });
  return Object.fromEntries(marked);
}
