import type { Context } from "./lifecycle";

/** After how many milliseconds to ask again, by how long it has been asked for, and how long the last pause was. */
type Rhythm = (elapsed: number, last: number) => number;

const shortest = 1_000;
const longest = 15_000;

/** For calls that nobody shares: ever less often. */
const everLessOften: Rhythm = (_elapsed, last) => last * 1.5;

/**
 * For looks that many share: what has taken long may take a little longer, so that an end is noticed within a twentieth
 * of the time that it took, rows half a pause old included.
 */
export const inProportion: Rhythm = (elapsed) => elapsed / 30;

/**
 * Asks until there is an answer. Undefined once the deadline has passed; rejects when the engine gives up. The probe
 * is told after how many milliseconds it would be asked again.
 */
export async function pollUntil<T>(
  ctx: Pick<Context, "clock" | "sleep" | "signal">,
  deadline: number,
  probe: (interval: number) => Promise<T | undefined>,
  rhythm = everLessOften,
): Promise<T | undefined> {
  const begun = ctx.clock();
  for (let last = shortest / 1.5; ; ) {
    const interval = Math.min(Math.max(rhythm(ctx.clock() - begun, last), shortest), longest);
    const answer = await probe(interval);
    if (answer !== undefined) return answer;
    const left = deadline - ctx.clock();
    if (left <= 0) return undefined;
    await ctx.sleep(Math.min(interval, left), ctx.signal);
    last = interval;
  }
}
