import { z } from "zod";
import type { Timeouts } from "../facts";
import type { Context } from "./lifecycle";

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const pattern = /^(\d+(\.\d+)?(ms|[smhd]))+$/;

/** Milliseconds of a duration such as "90m", "1h30m" or "30d"; "1.5h" and "300ms" are what Pulumi takes too. */
export function milliseconds(duration: string): number {
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g)];
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units], 0);
}

/** When a call has to be done, in epoch milliseconds: by the program's own limit, or the engine's where that is shorter. */
export function deadlineOf(
  ctx: Pick<Context, "clock" | "timeoutSeconds">,
  call: keyof Timeouts,
  given: Timeouts | undefined,
  defaults: Timeouts,
): number {
  const own = milliseconds(given?.[call] ?? defaults[call] ?? "0s");
  const engine = ctx.timeoutSeconds === undefined ? own : ctx.timeoutSeconds * 1_000;
  return ctx.clock() + Math.min(own, engine);
}

const form = 'must be a duration: numbers with s, m, h or d, such as "90m", "1h30m" or "30d"';

export const duration = z
  .string(form)
  .regex(pattern, form)
  .refine((text) => !pattern.test(text) || milliseconds(text) > 0, "must be longer than nothing");
