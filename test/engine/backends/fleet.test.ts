import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { type Emulator, startEmulator } from "../../../emulator";
import { type Backend, openBackend } from "../../support/backend";
import { holdingsOf } from "../../support/holdings";
import type { Project } from "../../support/project";
import { checkOut, initStack, type Revision, storedStack, urlOf } from "./checkout";
import { printFigures } from "./figures";

const projects = ["shop", "blog", "api", "docs"];
const staging: Revision[] = projects.map((project) => ({ project, stack: "staging" }));
const production: Revision[] = projects.map((project) => ({ project, stack: "production" }));
const fleet = [...staging, ...production];
const stranger = "https://somebody.else.example.com/";

for (const name of ["postgres", "s3"] as const) {
  describe.runIf(inject("backends").includes(name))(
    `${fleet.length} stacks of one account on ${name}`,
    () => {
      let emulator: Emulator;
      let backend: Backend;
      let checkouts: Project[] = [];

      beforeEach(async () => {
        emulator = await startEmulator({ pace: "manual", limits: { waitingJobs: fleet.length + 1 } });
        emulator.seed({ jobs: [{ startUrl: stranger }] });
        backend = await openBackend(name);
        checkouts = await Promise.all(fleet.map((revision) => checkOut(emulator, backend, revision)));
      });
      afterEach(async () => {
        await Promise.all(checkouts.map((checkout) => checkout.close()));
        await backend.close();
        await emulator.close();
      });

      it("are applied at once for one scan each; half of them go at once, and nobody else's scan with them", async () => {
        const [first, ...others] = checkouts;
        // Engines that meet an empty database at once all make its table, and all but one fail.
        if (first) await initStack(first);
        await Promise.all(others.map((checkout) => initStack(checkout)));
        await Promise.all(checkouts.map((checkout) => checkout.succeed("up", "--yes", "--skip-preview")));
        expect(emulator.health().billed).toBe(fleet.length);
        expect(await activeScans()).toEqual([stranger, ...fleet.map(urlOf)].sort());

        const leaving = checkouts.slice(0, staging.length);
        await Promise.all(leaving.map((checkout) => checkout.succeed("destroy", "--yes", "--skip-preview")));
        expect(await activeScans()).toEqual([stranger, ...production.map(urlOf)].sort());
        for (const checkout of leaving)
          expect(await storedStack(checkout)).toEqual({ pending: [], scans: [] });
        expect(emulator.health().billed).toBe(fleet.length);
      });

      async function activeScans(): Promise<string[]> {
        const { jobs } = await holdingsOf(emulator);
        return jobs
          .filter(({ offers }) => offers === "cancel")
          .map(({ startUrl }) => startUrl)
          .sort();
      }
    },
  );
}

// For docs/scale.md: MEASURE_SCALE=1 npm test -- test/engine/backends/fleet
if (process.env.MEASURE_SCALE === "1") {
  it("shows what backends and stacks at once cost", { timeout: 3_600_000 }, printFigures);
}
