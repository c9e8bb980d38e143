import { afterAll, afterEach } from "vitest";

/** Prints, at the end of a test file, how much was tried, what was violated and how long it took. */
export function reported(suite: string, unit: string): { count: number } {
  const started = performance.now();
  const tried = { count: 0 };
  let violations = 0;
  afterEach(({ task }) => {
    if (task.result?.state === "fail") violations += 1;
  });
  afterAll(() => {
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(`${suite}: ${tried.count} ${unit}, ${violations} violations, ${seconds} s`);
  });
  return tried;
}
