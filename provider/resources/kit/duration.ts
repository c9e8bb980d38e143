import { z } from "zod";
import type { Timeouts } from "../definition";
import type { Context } from "./lifecycle";

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

export const durationPattern = /^(\d+(\.\d+)?(ms|[smhd]))+$/;

/** Milliseconds of a duration such as "90m", "1h30m" or "30d"; "1.5h" and "300ms" are what Pulumi takes too. */
export function parseDuration(duration: string): number {
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g)];
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units], 0);
}

/**
 * When a step has to be done, in epoch milliseconds: by the program's own limit or the engine's, the shorter where
 * there are both, and by default where there is none.
 */
export function computeDeadline(
  ctx: Pick<Context, "clock" | "timeoutSeconds">,
  step: keyof Timeouts,
  given: Timeouts | undefined,
  defaults: Timeouts,
): number {
  const own = given?.[step];
  const limits = [
    ...(own === undefined ? [] : [parseDuration(own)]),
    ...(ctx.timeoutSeconds ? [ctx.timeoutSeconds * 1_000] : []),
  ];
  const limit = limits.length > 0 ? Math.min(...limits) : parseDuration(defaults[step] ?? "0s");
  return ctx.clock() + limit;
}

const form = 'must be a duration: numbers with s, m, h or d, such as "90m", "1h30m" or "30d"';

export const duration = z
  .string(form)
  .regex(durationPattern, form)
  .refine((text) => !durationPattern.test(text) || parseDuration(text) > 0, "must be longer than nothing");
