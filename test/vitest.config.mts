import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/seed.ts"],
    // One process a file: tests of inline programs change their working directory, which threads cannot.
    pool: "forks",
    maxWorkers: "100%",
    // A step of the real engine takes seconds, and more on a busy machine; no test judges by time.
    testTimeout: 600_000,
    hookTimeout: 60_000,
  },
});
