import type { z } from "zod";
import { valueAt } from "../../ncp/api/problems";
import { type Definition, listSecrets } from "../definition";
import { problemKey } from "../definitions";
import type { CheckResult, Context, Failure, Properties } from "./lifecycle";

/** What `check` needs of a lifecycle. */
interface Checked {
  readonly inputs: z.ZodObject;
  readonly definition: Definition;
}

/** A rule over several properties. It runs only when all of them are known and valid. */
export type Rule = (inputs: Properties) => Failure[];

type Issue = z.core.$ZodIssue;

/**
 * Validates every property by itself and reports all problems at once. A property that holds an
 * unknown value anywhere is checked as far as it is known and passed on as it came.
 */
export function checkInputs(
  ctx: Context,
  { inputs, definition }: Checked,
  news: Properties,
  rules: Rule[] = [],
): CheckResult {
  const checked: Properties = {};
  const secrets = [...listSecrets(definition), ...ctx.secretArguments];
  const failures: Failure[] = findUnknownProperties(
    Object.keys(inputs.shape),
    Object.keys(definition.arguments),
    news,
  );
  for (const [name, schema] of Object.entries(inputs.shape)) {
    const result = checkProperty(ctx, schema as z.ZodType, name, news[name], secrets.includes(name));
    failures.push(...result.failures);
    if (result.value !== undefined) checked[name] = result.value;
  }
  if (failures.length === 0 && !hasUnknown(ctx, checked))
    failures.push(...rules.flatMap((rule) => rule(checked)).map((failure) => hideValue(failure, secrets)));
  return { inputs: checked, failures };
}

/** The engine prints the value of the property that a failure names. */
function hideValue({ property, reason }: Failure, secrets: readonly unknown[]): Failure {
  return secrets.includes(property)
    ? { property: "", reason: `${property}: ${reason}` }
    : { property, reason };
}

function checkProperty(ctx: Context, schema: z.ZodType, name: string, value: unknown, secret: boolean) {
  if (ctx.isUnknown(value)) return { value, failures: [] };
  const parsed = schema.safeParse(value ?? undefined);
  if (parsed.success) return { value: hasUnknown(ctx, value) ? value : parsed.data, failures: [] };
  const known = pickCauses(parsed.error.issues).filter((issue) => !touchesUnknown(ctx, value, issue));
  return { value, failures: known.map((issue) => makeFailure(name, value, issue, secret)) };
}

/** Without what rules say of an object that has misspelt properties: it only follows from these. */
function pickCauses(issues: readonly Issue[]): Issue[] {
  const misspelt = issues
    .filter(({ code }) => code === "unrecognized_keys")
    .map(({ path }) => formatPath(path));
  return issues.filter(({ code, path }) => code !== "custom" || !misspelt.includes(formatPath(path)));
}

/** A problem at, below or above an unknown value may be none once the value is known. */
function touchesUnknown(ctx: Context, value: unknown, issue: Issue): boolean {
  return hasUnknown(ctx, valueAt(value, issue.path));
}

export function hasUnknown(ctx: Context, value: unknown): boolean {
  if (ctx.isUnknown(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((inner) => hasUnknown(ctx, inner));
}

/** Marks a rule about values that must not be printed: one that finds a secret in them, or whose message says it all. */
export const unprintable = { unprintable: true };

/** What the SDK tells of a value that it could not send. */
export function readProblem(value: unknown): string | undefined {
  const isProblem = typeof value === "object" && value !== null && problemKey in value;
  return isProblem ? String(value[problemKey]) : undefined;
}

function isUnprintable(issue: Issue): boolean {
  return issue.code === "custom" && issue.params?.unprintable === true;
}

function makeFailure(name: string, value: unknown, issue: Issue, secret: boolean): Failure {
  // The engine prints the value of the property that a failure names; a path may hold a secret, too.
  if (secret) return { property: "", reason: `${name}: ${issue.message}` };
  const path = formatPath([name, ...issue.path]);
  const told = isUnprintable(issue) ? issue.message : readProblem(valueAt(value, issue.path));
  if (told !== undefined) return { property: "", reason: `${path}: ${told}` };
  if (value === undefined) return { property: name, reason: `is missing: it ${issue.message}` };
  const reason = `${issue.message}${describeGiven(valueAt(value, issue.path))}`;
  // Of a path the engine prints no value, and of the property all that stands beside the problem.
  return issue.path.length === 0
    ? { property: name, reason }
    : { property: "", reason: `${path}: ${reason}` };
}

function describeGiven(value: unknown): string {
  if (value === undefined) return "";
  const text = JSON.stringify(value) ?? String(value);
  return ` (given ${text.length > 100 ? `${text.slice(0, 100)}...` : text})`;
}

function formatPath(path: PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : `${index === 0 ? "" : "."}${String(key)}`))
    .join("");
}

function findUnknownProperties(
  known: readonly string[],
  given: readonly string[],
  news: Properties,
): Failure[] {
  return Object.keys(news)
    .filter((name) => !known.includes(name) && news[name] !== undefined)
    .map((name) => ({
      // Not named as a property: its value may be a secret under a misspelt name.
      property: "",
      reason: `${name}: there is no such property; the properties are ${given.join(", ")}`,
    }));
}
