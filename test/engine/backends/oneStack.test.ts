import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { type Emulator, startEmulator } from "../../../emulator";
import { statusCodes } from "../../../provider/ncp/api/wsc/schemas";
import { type Backend, openBackend } from "../../support/backend";
import { holdingsOf } from "../../support/holdings";
import { canLookUpProcesses, engineTree, killHard } from "../../support/processes";
import type { Project } from "../../support/project";
import { checkOut, initStack, type Revision, storedStack } from "./checkout";

const up = ["up", "--yes", "--skip-preview"] as const;
const locked = /the stack is currently locked by \d lock\(s\)/;

for (const name of ["file", "postgres", "s3"] as const) {
  const isThere = name === "file" || inject("backends").includes(name);
  describe.runIf(isThere)(`two checkouts of one stack on ${name}`, () => {
    let backend: Backend;
    let emulator: Emulator;
    let first: Project;
    let second: Project;
    let tests = 0;

    beforeAll(async () => {
      backend = await openBackend(name);
    });
    afterAll(() => backend.close());
    afterEach(async () => {
      await Promise.all([first, second].map((checkout) => checkout.close()));
      await emulator.close();
    });

    it("never update it at the same time: the second is refused, and the first ends as if alone", async () => {
      await open("started");
      const running = first.pulumi(...up);
      await scanIsPaid();
      const refused = await second.pulumi(...up);
      expect(refused.code).not.toBe(0);
      expect(refused.output).toMatch(locked);
      expect(refused.output).toContain("`pulumi cancel`");
      await startScan();
      expect(await running).toMatchObject({ code: 0 });
      await expectOneScan();
    });

    it("pay once when they begin at the same instant, whoever is refused", async () => {
      await open();
      const results = await Promise.all([first.pulumi(...up), second.pulumi(...up)]);
      const refused = results.filter(({ code }) => code !== 0);
      expect(emulator.health().billed).toBe(refused.length === results.length ? 0 : 1);
      await second.succeed(...up);
      await expectOneScan();
    });

    it("pay once when a `pulumi cancel` takes the lock from an update that still runs", async () => {
      await open("started", "submitted");
      const running = first.pulumi(...up);
      await scanIsPaid();
      await second.succeed("cancel", "--yes");
      await second.succeed(...up);
      await startScan();
      expect(await running).toMatchObject({ code: 0 });
      await expectOneScan();
      await first.succeed("preview", "--expect-no-changes");
    });

    it.runIf(canLookUpProcesses)(
      "pay once when one is killed: the other cancels, goes on, and takes the scan over",
      async () => {
        await open("started");
        const running = first.pulumi(...up);
        await scanIsPaid();
        for (const each of engineTree(process.pid)) killHard(each);
        expect((await running).code).not.toBe(0);
        expect((await second.pulumi(...up)).output).toMatch(locked);
        await second.succeed("cancel", "--yes");
        await startScan();
        await second.succeed(...up);
        await second.succeed("refresh", "--yes", "--clear-pending-creates");
        await expectOneScan();
      },
    );

    /** The revision of the second may wait for something else. */
    async function open(waitFor?: Revision["waitFor"], others = waitFor): Promise<void> {
      tests += 1;
      emulator = await startEmulator({ pace: "manual" });
      const revision = { project: `shop-${tests}`, stack: "dev" };
      first = await checkOut(emulator, backend, { ...revision, waitFor });
      second = await checkOut(emulator, backend, { ...revision, waitFor: others });
      await initStack(first, [second]);
    }

    async function scanIsPaid(): Promise<void> {
      await vi.waitUntil(() => emulator.health().billed > 0, { timeout: 120_000 });
    }

    async function startScan(): Promise<void> {
      const [job] = (await holdingsOf(emulator)).jobs;
      emulator.moveJob(job?.instanceNo ?? 0, { statusCode: statusCodes.urlCollectionInProgress });
    }

    /** One scan was asked for, though NCP would refuse a second, and the state holds it and nothing that is pending. */
    async function expectOneScan(): Promise<void> {
      expect(emulator.requests({ operation: "createJob" })).toHaveLength(1);
      expect(emulator.health().billed).toBe(1);
      const ids = (await holdingsOf(emulator)).jobs.map(({ instanceNo }) => String(instanceNo));
      expect(ids).toHaveLength(1);
      const { pending, scans } = await storedStack(second);
      expect(scans.map(({ id }) => id)).toEqual(ids);
      expect(pending).toEqual([]);
    }
  });
}
