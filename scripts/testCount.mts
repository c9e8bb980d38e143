import type { TestModule } from "vitest/node";

export interface TestCount {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Counts single tests; one that did not come to its end has failed. A file that could not be loaded, a hook that
 * failed around tests and an error outside of them each count as one failure: they would not show otherwise.
 */
export function countTests(modules: readonly TestModule[], unhandledErrors: number): TestCount {
  const count = { passed: 0, failed: unhandledErrors, skipped: 0 };
  for (const module of modules) {
    for (const group of [module, ...module.children.allSuites()]) count.failed += group.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      count[state === "pending" ? "failed" : state] += 1;
    }
  }
  return count;
}

/** The line that ends a test run. */
export function summary({ passed, failed, skipped }: TestCount): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
