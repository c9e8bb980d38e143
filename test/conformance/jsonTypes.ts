/** As much of JSON Schema as zod and the plugin's schema use. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
}

/** Finds what a `$ref` stands for; undefined for anything at all. */
type Resolve = (ref: string) => JsonSchema | undefined;

/** What may be given, in the words of TypeScript: two that take the same have the same text. */
export function printType(schema: JsonSchema, resolve: Resolve = () => undefined): string {
  const print = (inner: JsonSchema) => printType(inner, resolve);
  if (schema.$ref !== undefined) return print(resolve(schema.$ref) ?? {});
  if (schema.anyOf !== undefined) return printChoice(schema.anyOf.map(print));
  if (schema.enum !== undefined) return printChoice(schema.enum.map((value) => JSON.stringify(value)));
  if (schema.items !== undefined) return `(${print(schema.items)})[]`;
  if (schema.properties !== undefined) return printProperties(schema, print);
  if (typeof schema.additionalProperties === "object")
    return `{ [name]: ${print(schema.additionalProperties)} }`;
  return schema.type ?? "any";
}

/** Any text at all is also each text that has a name. */
function printChoice(printed: readonly string[]): string {
  const all = [...new Set(printed)].sort();
  return all.filter((each) => !(each.startsWith('"') && all.includes("string"))).join(" | ");
}

function printProperties(
  { properties = {}, required = [] }: JsonSchema,
  print: (schema: JsonSchema) => string,
): string {
  const printed = Object.keys(properties)
    .sort()
    .map((name) => `${name}${required.includes(name) ? "" : "?"}: ${print(properties[name] ?? {})}`);
  return `{ ${printed.join("; ")} }`;
}
