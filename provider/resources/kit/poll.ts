import type { Context } from "./lifecycle";

const firstInterval = 1_000;
const longestInterval = 15_000;
const growth = 1.5;

/**
 * Asks until there is an answer, ever less often. Undefined once the deadline has passed; rejects
 * when the engine gives up. The probe is told after how many milliseconds it would be asked again.
 */
export async function pollUntil<T>(
  ctx: Pick<Context, "clock" | "sleep" | "signal">,
  deadline: number,
  probe: (interval: number) => Promise<T | undefined>,
): Promise<T | undefined> {
  for (let interval = firstInterval; ; interval = Math.min(interval * growth, longestInterval)) {
    const answer = await probe(interval);
    if (answer !== undefined) return answer;
    const left = deadline - ctx.clock();
    if (left <= 0) return undefined;
    await ctx.sleep(Math.min(interval, left), ctx.signal);
  }
}
