import type { z } from "zod";

/** A control was given something that it cannot take. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  readonly status: 400 | 404;

  constructor(message: string, status: 400 | 404 = 400) {
    super(message);
    this.status = status;
  }
}

/** The value as the schema has it. Throws a ControlError that tells every problem. */
export function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`);
  throw new ControlError(problems.join("; "));
}
