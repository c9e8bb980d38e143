import type { z } from "zod";
import type { Operation } from "../ncp/api/operation";
import { valueAt } from "../ncp/api/problems";
import { InvalidInputError } from "../ncp/errors";

/**
 * The arguments as their schema makes them.
 *
 * @throws InvalidInputError naming every wrong argument, what it must be and (unless `secret`) what was given.
 */
export function parseArguments<Schema extends z.ZodType>(
  { service, name }: Pick<Operation, "service" | "name">,
  schema: Schema,
  args: unknown,
  secret: boolean,
): z.output<Schema> {
  const parsed = schema.safeParse(args ?? {});
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => describe(issue, args, secret));
  throw new InvalidInputError(problems.join("; "), { service, operation: name, hint: "Nothing was sent" });
}

function describe(issue: z.core.$ZodIssue, args: unknown, secret: boolean): string {
  if (issue.code === "unrecognized_keys") return `${issue.keys.join(", ")}: ${issue.message}`;
  const argument = issue.path.join(".") || "the arguments";
  const given = secret ? "a secret value" : describeValue(valueAt(args, issue.path));
  return `${argument}: ${issue.message} (given: ${given})`;
}

const longest = 100;

function describeValue(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "string") return JSON.stringify(value.slice(0, longest));
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid Date" : value.toISOString();
  if (typeof value === "object") return Array.isArray(value) ? "a list" : "an object";
  return String(value);
}
