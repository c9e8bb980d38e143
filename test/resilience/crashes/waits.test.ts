import { describe, expect, it } from "vitest";
import { FakeEngine } from "../../support/fakeEngine";
import { openWorld } from "../../support/world";
import { Orders } from "../orders";
import { changed, name, runningScan, scan, stepsOf } from "../subjects";
import { artefact, expectQuiet, file, freshStack, stack, subjects, world } from "./freshStack";

freshStack("waits");

describe("a wait that is longer than its time", () => {
  it("for a scan to start keeps the scan, and goes on at the next up", async () => {
    const program = changed(scan.program, { waitFor: "started", timeouts: { create: "1m", update: "1m" } });
    expect((await stack.up(program)).errors[0]?.message).toContain("waitFor asks for started");
    expect([...stack.state.keys()]).toEqual([name]);
    expect((await stack.up(program)).errors[0]?.message).toContain("waitFor asks for started");
    world.remote.step();
    expect((await stack.up(program)).errors).toEqual([]);
    expect(world.emulator.health().billed).toBe(1);
    await expectQuiet(program);
  });

  it("for a re-run to start keeps the scan and its triggers, refreshed or not", async () => {
    await stack.up(scan.program);
    world.remote.finish();
    const program = changed(scan.changed, { waitFor: "started", timeouts: { update: "1m" } });
    expect((await stack.up(program)).errors).toHaveLength(1);
    expect((await stack.up(program, { refresh: true })).errors).toHaveLength(1);
    world.remote.step();
    expect((await stack.up(program)).errors).toEqual([]);
    expect(world.remote.jobs()).toHaveLength(2);
    await expectQuiet(program);
  });

  it("for a verdict keeps the inspection, and the file is not sent again", async () => {
    const program = changed(file.program, { timeouts: { create: "1m", update: "1m" } });
    world.onSleep = undefined;
    expect((await stack.up(program)).errors[0]?.message).toContain("has no verdict yet");
    expect([...stack.state.keys()]).toEqual([name]);
    expect((await stack.up(program, { refresh: true })).errors[0]?.message).toContain("has no verdict yet");
    world.remote.settle([artefact.sha1]);
    expect((await stack.up(program)).errors).toEqual([]);
    expect(file.held(world)).toBe(1);
    await expectQuiet(program);
  });
});

describe("an answer that comes too late", () => {
  const cases = [...subjects, runningScan].flatMap((subject) =>
    stepsOf(subject).map(([step, operation]) => ({ subject, step, operation, type: subject.type })),
  );

  it.each(cases)(
    "is no harm to a $type: $step, struck at $operation",
    async ({ subject, step, operation }) => {
      const impatient = await openWorld({}, { timeouts: '{"request":1}' });
      impatient.onSleep = () => impatient.remote.settle([artefact.sha1]);
      try {
        const own = new FakeEngine(impatient);
        const orders = new Orders(impatient);
        const program = { create: subject.program, update: subject.changed, delete: {} }[step];
        if (step !== "create") await own.up(subject.program);
        subject.meanwhile?.[step]?.(impatient);
        impatient.emulator.faults({ operation, times: 1, when: "after", effect: { delayMs: 2_000 } });
        await own.up(program);
        expect(impatient.emulator.faultPlan()).toMatchObject([{ fired: 1 }]);
        expect((await own.up(program)).errors).toEqual([]);
        expect(subject.held(impatient)).toEqual(subject.holds[step]);
        expect(orders.complaints).toEqual([]);
        await expectQuiet(program, own);
      } finally {
        await impatient.close();
      }
    },
  );
});
