import type { z } from "zod";
import { checked } from "../problems";
import { ControlError } from "./error";

/** The value as the schema has it. Throws a ControlError that tells every problem. */
export function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = checked(schema, value);
  if ("value" in result) return result.value;
  throw new ControlError(result.problems);
}
