import { z } from "zod";
import { problemKey } from "../resources";
import { unprintable } from "./check";

/** Any values, whose change is a reason to act again; none that was lost on its way here. */
export const triggers = z.record(z.string(), z.unknown(), "must be an object").superRefine((values, ctx) => {
  for (const { path, message } of problemsOf(values, []))
    ctx.addIssue({ code: "custom", path, message, params: unprintable });
});

interface Problem {
  readonly path: PropertyKey[];
  readonly message: string;
}

/** What the SDK tells of a value that it could not send. */
export function problemOf(value: unknown): string | undefined {
  const isProblem = typeof value === "object" && value !== null && problemKey in value;
  return isProblem ? String(value[problemKey]) : undefined;
}

function problemsOf(value: unknown, path: PropertyKey[]): Problem[] {
  const message = problemOf(value);
  if (message !== undefined) return [{ path, message }];
  if (typeof value !== "object" || value === null) return [];
  const steps = Object.entries(value);
  return steps.flatMap(([key, item]) =>
    problemsOf(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}
