/**
 * How an answer differs in shape from the documented one: a field that is missing, is of another type, or is not
 * documented and not `optional`. Each entry of a list is compared with the first one that the documents show.
 */
export function shapeDifferences(
  documented: unknown,
  answered: unknown,
  optional: readonly string[],
): string[] {
  return compare(documented, answered, { path: "", optional: new Set(optional) });
}

interface Place {
  readonly path: string;
  readonly optional: ReadonlySet<string>;
}

function compare(documented: unknown, answered: unknown, place: Place): string[] {
  if (Array.isArray(documented) && Array.isArray(answered)) return compareLists(documented, answered, place);
  if (isObject(documented) && isObject(answered)) return compareObjects(documented, answered, place);
  const types = [typeName(documented), typeName(answered)];
  return types[0] === types[1] ? [] : [`${place.path} is ${types[1]}, and documented as ${types[0]}`];
}

function compareLists(documented: readonly unknown[], answered: readonly unknown[], place: Place): string[] {
  if ((documented.length === 0) !== (answered.length === 0)) {
    return [`${place.path} has ${answered.length} entries, and ${documented.length} in the documents`];
  }
  const path = `${place.path}[]`;
  return answered.flatMap((entry) => compare(documented[0], entry, { ...place, path }));
}

function compareObjects(documented: Fields, answered: Fields, place: Place): string[] {
  const inside = (name: string) => (place.path === "" ? name : `${place.path}.${name}`);
  const missing = Object.keys(documented).filter((name) => !(name in answered));
  const isOptional = (name: string) => place.optional.has(inside(name)) || place.optional.has(inside("*"));
  const unknown = Object.keys(answered).filter((name) => !(name in documented) && !isOptional(name));
  const shared = Object.keys(documented).filter((name) => name in answered);
  return [
    ...missing.map((name) => `${inside(name)} is missing`),
    ...unknown.map((name) => `${inside(name)} is not documented`),
    ...shared.flatMap((name) => compare(documented[name], answered[name], { ...place, path: inside(name) })),
  ];
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : typeof value;
}

/** A body with all of its values as text: codes and counts come as numbers or as text, and a null as nothing. */
export function asTexts(body: object): object {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, asText(value)]));
}

function asText(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.map(asText);
  return isObject(value) ? asTexts(value) : String(value);
}
