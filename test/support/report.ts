import { afterAll, beforeEach } from "vitest";

export interface Tried {
  count: number;
  /** What else was counted, by name: a property that meets nothing proves nothing. */
  readonly met: Map<string, number>;
}

/** Prints, at the end of a test file, how much was tried, what was violated and how long it took. */
export function reported(suite: string, unit: string): Tried {
  const started = performance.now();
  const tried: Tried = { count: 0, met: new Map() };
  let violations = 0;
  // Not in a hook after each test: that would not see what other such hooks have found.
  beforeEach(({ onTestFailed }) =>
    onTestFailed(() => {
      violations += 1;
    }),
  );
  afterAll(() => {
    const seconds = Math.round((performance.now() - started) / 1000);
    const met = [...tried.met].map(([what, count]) => `; ${count} ${what}`).join("");
    console.log(`${suite}: ${tried.count} ${unit}, ${violations} violations, ${seconds} s${met}`);
  });
  return tried;
}

export function meet({ met }: Tried, what: string, count = 1): void {
  met.set(what, (met.get(what) ?? 0) + count);
}
