import type { z } from "zod";

/** All problems of a zod error in one line, each with its path. */
export function problems(error: z.ZodError): string {
  return error.issues
    .map((issue) => (issue.path.length === 0 ? issue.message : `${issue.path.join(".")}: ${issue.message}`))
    .join("; ");
}
