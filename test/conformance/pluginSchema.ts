import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonSchema } from "./jsonTypes";

export interface Property extends JsonSchema {
  readonly description?: string;
  readonly secret?: boolean;
  readonly willReplaceOnChanges?: boolean;
}

type Properties = Readonly<Record<string, Property>>;

export interface ObjectSchema {
  readonly description?: string;
  readonly properties: Properties;
  readonly required: readonly string[];
}

interface Resource extends ObjectSchema {
  readonly inputProperties: Properties;
  readonly requiredInputs: readonly string[];
}

interface PluginSchema {
  readonly config: { readonly variables: Properties };
  readonly types: Readonly<Record<string, JsonSchema>>;
  readonly provider: Resource;
  readonly resources: Readonly<Record<string, Resource>>;
  readonly functions: Readonly<
    Record<string, { readonly inputs: ObjectSchema; readonly outputs: ObjectSchema }>
  >;
}

const text = readFileSync(join(__dirname, "../../provider/shells/plugin/schema.json"), "utf8");

/** As it is. */
export const rawSchema: unknown = JSON.parse(text);

/** With its types in the words of JSON Schema, whose enums have no names and whose choices do not exclude each other. */
export const pluginSchema: PluginSchema = JSON.parse(text.replaceAll('"oneOf":', '"anyOf":'), (key, value) =>
  key === "enum" ? value.map((each: { value: unknown }) => each.value) : value,
);

/** What a `$ref` of the schema stands for; undefined for Pulumi's own, of which it uses only Any. */
export function resolveType(ref: string): JsonSchema | undefined {
  return pluginSchema.types[ref.replace("#/types/", "")];
}
