export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True when there is nothing to show: no value, or one with nothing in it. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  return typeof value === "object" && Object.values(value).every(isBlank);
}

/** True for what fits into a line: text, numbers, true, false and nothing. */
export function isScalar(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

/** A value as text, for places that hold nothing else. */
export function toText(value: unknown): string {
  if (isScalar(value)) return String(value ?? "");
  if (Array.isArray(value) && value.every(isScalar)) return value.map(toText).join("\n");
  return JSON.stringify(value, undefined, 2);
}
