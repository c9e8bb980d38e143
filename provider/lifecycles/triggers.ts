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

/** What the SDK has told of values that it could not send. */
function problemsOf(value: unknown, path: PropertyKey[]): Problem[] {
  if (typeof value !== "object" || value === null) return [];
  if (problemKey in value) return [{ path, message: String(value[problemKey]) }];
  const steps = Object.entries(value);
  return steps.flatMap(([key, item]) =>
    problemsOf(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}
