import type { z } from "zod";
import { checked } from "../problems";

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
  const result = checked(schema, value);
  if ("value" in result) return result.value;
  throw new ControlError(result.problems);
}
