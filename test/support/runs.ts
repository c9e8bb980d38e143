import type { Parameters } from "fast-check";

/**
 * How many runs a property gets: the number of a normal test, or in a soak what the environment variable
 * says, which `npm run soak` sets. A failure prints its seed and path; SOAK_SEED repeats a soak.
 */
export function runsOf<Arguments>(
  variable: "SOAK_SCHEDULES" | "SOAK_SEQUENCES" | "SOAK_KILLS" | "SOAK_ENGINE_SEQUENCES",
  usual: number,
): Parameters<Arguments> & { numRuns: number } {
  return { numRuns: Number(process.env[variable] ?? usual) };
}

/** Time enough for any number of runs; what they take is printed, not judged. */
export const patience = 24 * 3_600_000;
