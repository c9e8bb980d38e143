import { z } from "zod";

/** One of a few texts; a failure lists them. */
export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, {
    error: `must be one of ${values.map((value) => JSON.stringify(value)).join(", ")}`,
  });
}

/** An object with these properties and no others; a failure lists them. */
export function objectOf<Shape extends z.ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape).join(", ");
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `has no property ${issue.keys.join(", ")}: the properties are ${names}`
        : `must be an object with the properties ${names}`,
  });
}
