import { z } from "zod";

export type Checked<Value> = { readonly value: Value } | { readonly problems: string };

/** A value as the schema has it, or all that is wrong with it in one line, without values of objects. */
export function checkValue<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): Checked<z.output<Schema>> {
  const result = schema.safeParse(value, { error: explain });
  if (result.success) return { value: result.data };
  const lines = result.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join(".")}: ${message}`,
  );
  return { problems: lines.join("; ") };
}

/** For the `error` of a union: what it takes, and what it was given. */
export function oneOf(forms: string): z.core.$ZodErrorMap {
  return ({ input }) =>
    input === undefined ? `is missing: ${forms}` : `${forms}, not ${describeValue(input)}`;
}

function explain(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "unrecognized_keys") {
    const unknown = issue.keys.map((key) => JSON.stringify(key)).join(", ");
    return `there is no ${unknown} (known: ${listKnownKeys(issue.inst).join(", ")})`;
  }
  return issue.code === "invalid_type" && issue.input === undefined ? "is missing" : undefined;
}

function listKnownKeys(schema: unknown): readonly string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  const keys: unknown = schema instanceof z.ZodRecord ? schema.keyType : undefined;
  return keys instanceof z.ZodEnum ? keys.options.map(String) : [];
}

/** Of an object the keys alone: its values may be long, or secret. */
function describeValue(input: unknown): string {
  if (Array.isArray(input)) return "a list";
  if (typeof input === "object" && input !== null) return `{${Object.keys(input).slice(0, 10).join(", ")}}`;
  return (JSON.stringify(input) ?? typeof input).slice(0, 100);
}
