import type { z } from "zod";
import { checkValue } from "../problems";
import { ControlError } from "./error";

/** The value as the schema has it. Throws a ControlError that tells every problem. */
export function parseOrRefuse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = checkValue(schema, value);
  if ("value" in result) return result.value;
  throw new ControlError(result.problems);
}
