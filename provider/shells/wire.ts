/** A value that the engine can store. */
export type Wire = null | boolean | number | string | Wire[] | { [name: string]: Wire };

/**
 * Makes any value storable. The engine's wire format fails on undefined, bigint and functions, and
 * it fails after the resource was created, when there is no record of it yet; so everything that
 * is returned to the host goes through here. Leaves out what has no form on the wire.
 */
export function toWire(value: unknown): Wire | undefined {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) ? value : null;
    case "bigint":
      return value.toString();
    case "object":
      return value === null ? null : objectToWire(value, []);
    default:
      return undefined;
  }
}

export function propertiesToWire(properties: object): { [name: string]: Wire } {
  return entriesToWire(Object.entries(properties), []);
}

/** `above` holds the objects around this one: a cycle is cut where it closes. */
function objectToWire(value: object, above: readonly object[]): Wire {
  if (above.includes(value)) return null;
  const inside = [...above, value];
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (ArrayBuffer.isView(value))
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64");
  if (Array.isArray(value) || value instanceof Set)
    return [...value].map((item) => inner(item, inside) ?? null);
  return entriesToWire(value instanceof Map ? [...value] : Object.entries(value), inside);
}

function entriesToWire(entries: [unknown, unknown][], inside: readonly object[]): { [name: string]: Wire } {
  const wire: { [name: string]: Wire } = {};
  for (const [name, value] of entries) {
    const stored = inner(value, inside);
    if (stored !== undefined)
      Object.defineProperty(wire, String(name), {
        value: stored,
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
  return wire;
}

function inner(value: unknown, inside: readonly object[]): Wire | undefined {
  return typeof value === "object" && value !== null ? objectToWire(value, inside) : toWire(value);
}
