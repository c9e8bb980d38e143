import { z } from "zod";
import { readProblem, unprintable } from "./check";

/** Any values, whose change is a reason to act again; none that was lost on its way here. */
export const triggers = z.record(z.string(), z.unknown(), "must be an object").superRefine((values, ctx) => {
  for (const { path, message } of findProblems(values, []))
    ctx.addIssue({ code: "custom", path, message, params: unprintable });
});

interface Problem {
  readonly path: PropertyKey[];
  readonly message: string;
}

function findProblems(value: unknown, path: PropertyKey[]): Problem[] {
  const message = readProblem(value);
  if (message !== undefined) return [{ path, message }];
  if (typeof value !== "object" || value === null) return [];
  const steps = Object.entries(value);
  return steps.flatMap(([key, item]) =>
    findProblems(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}
