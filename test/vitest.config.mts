import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // One process a file: tests of inline programs change their working directory, which threads cannot.
    pool: "forks",
  },
});
