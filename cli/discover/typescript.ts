/** A value that a program can hold. */
export type Value = string | number | Expression | readonly Value[] | { readonly [name: string]: Value };

/** Code that stands for a value, made of nothing that an account holds. */
export class Expression {
  constructor(readonly code: string) {}
}

/** A value as TypeScript; lists have a line for each entry. */
export function writeValue(value: Value, indent = ""): string {
  if (value instanceof Expression) return value.code;
  if (typeof value === "string") return writeText(value);
  if (typeof value === "number") return String(value);
  if (isList(value)) {
    const lines = value.map((entry) => `${indent}  ${writeValue(entry, `${indent}  `)},\n`);
    return `[\n${lines.join("")}${indent}]`;
  }
  const parts = Object.entries(value).map(([name, part]) => `${name}: ${writeValue(part, indent)}`);
  return `{ ${parts.join(", ")} }`;
}

/** Only ASCII, so that no line separator and no invisible character makes the code read otherwise than it runs. */
export function writeText(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function isList(value: object): value is readonly Value[] {
  return Array.isArray(value);
}
