import { defineConfig } from "vitest/config";

declare module "vitest" {
  /** What the global setup tells the tests. */
  interface ProvidedContext {
    hasEngine: boolean;
    /** Folders with what programs in Python and YAML need; null where it could not be had. */
    languages: { hosts: string; packages: string } | null;
    /** The names of the backends in scripts/backends that can be started. */
    backends: string[];
  }
}

/** Tests on Pulumi's engine. */
const engine = ["test/engine/**/*.test.ts", "test/report/example.test.ts", "test/security/canaries.test.ts"];

/** Random programs in large numbers, and what npm packs under the compilers of users. */
const long = ["test/resilience/**/{schedules,sequences}.test.ts", "test/package/*.test.ts"];

export default defineConfig({
  test: {
    globalSetup: "scripts/testEnvironment.mts",
    setupFiles: ["test/support/seed.ts"],
    // One process a file: tests of inline programs change their working directory, which threads cannot.
    pool: "forks",
    maxWorkers: "100%",
    // A step of the real engine takes seconds, and more on a busy machine; no test judges by time.
    testTimeout: 600_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["test/**/*.test.ts"], exclude: [...long, ...engine] },
      },
      { extends: true, test: { name: "long", include: long } },
      {
        extends: true,
        test: { name: "engine", include: engine, setupFiles: ["test/support/needsEngine.ts"] },
      },
    ],
  },
});
