import type { z } from "zod";

/** The HTTP status of the answer. */
type Status = 400 | 403 | 404;

/** A control was given something that it cannot take. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  readonly status: Status;

  constructor(message: string, status: Status = 400) {
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
