import { describe, expect, it } from "vitest";
import { MemoryNotes } from "../../../provider/accounts/run/store";
import { statusCodes } from "../../../provider/ncp/api/wsc/schemas";
import type { Context } from "../../../provider/resources/kit/lifecycle";
import { composeMemo, signResource } from "../../../provider/resources/scanJob/marker";
import { findingNoMemo, laggingAfterCreate, showing } from "../../support/listings";
import { freshScan, ScanDriver, scan, startUrl, world } from "../../support/scanDriver";

freshScan();

const neighbour = () => new ScanDriver(world, "acme/prod::web::::other");

/** Another resource of the stack makes a process read what the stack has. */
async function readStack(process: Context): Promise<ScanDriver> {
  const other = neighbour();
  await other.create({ startUrl: "https://other.example.com/" }, process);
  return other;
}

/** A job of a call that a killed run has sent, and that NCP carries out only now. */
async function seedLost(statusCode: (typeof statusCodes)[keyof typeof statusCodes], holder?: string) {
  const inputs = await scan.inputs();
  const memo = composeMemo(inputs, signResource(inputs, holder), undefined);
  return world.emulator.seed({ jobs: [{ startUrl, statusCode, memo }] }).jobs[0];
}

describe("a scan whose number NCP tells", () => {
  it("is recorded, and not an older one of the resource that turns up late", async () => {
    world.emulator.settings({ createJobReply: "instanceNo" });
    const process = world.newProcess(laggingAfterCreate);
    await readStack(process);
    world.pass(5_000);
    const lost = await seedLost(statusCodes.diagnosticFailed);
    expect(await scan.create({}, process)).toBeUndefined();
    expect(scan.outputs.instanceNo).toBeGreaterThan(Number(lost));
    expect(scan.outputs.state).toBe("waiting");
  });
});

describe("a scan that moves to another Provider", () => {
  it("is made anew there, whatever that one's rows show of the former", async () => {
    const notes = new MemoryNotes();
    const [former, next] = [
      world.newProcess(undefined, { notes }),
      world.newProcess(undefined, { notes }),
    ] as const;
    await scan.create({}, former);
    world.pass(30_000);
    await readStack(next);
    world.pass(800);
    await scan.delete(former);
    const again = new ScanDriver(world);
    expect(await again.create({}, next)).toBeUndefined();
    expect(again.outputs.instanceNo).not.toBe(scan.outputs.instanceNo);
    expect(world.emulator.health().jobs.active).toBe(2);
  });
});

describe("deleting a scan whose re-run was lost", () => {
  const endStops = () => {
    world.onSleep = () => world.remote.finish(statusCodes.stopped);
  };

  it("ends the re-run, although rows from before it are at hand", async () => {
    const process = world.newProcess();
    await scan.create();
    world.remote.finish();
    await scan.refresh();
    const other = await readStack(world.newProcess());
    await other.delete(process);
    world.pass(20_000);
    await seedLost(statusCodes.diagnosticInProgress, scan.outputs.holder);
    endStops();
    await scan.delete(process);
    expect(world.calls("stopJob")).toHaveLength(1);
  });

  it("ends the re-run where NCP finds nothing by memo", async () => {
    await scan.create();
    world.remote.finish();
    await scan.refresh();
    await seedLost(statusCodes.diagnosticInProgress, scan.outputs.holder);
    world.pass(60_000);
    endStops();
    await scan.delete(world.newProcess(findingNoMemo));
    expect(world.calls("stopJob")).toHaveLength(1);
  });
});

describe("a row of the stack whose memo cannot be read", () => {
  it("is no concern of a scan that is newer", async () => {
    const other = await readStack(world.newProcess());
    await scan.create();
    world.remote.finish();
    await scan.refresh();
    const isOld = (row: { instanceNo?: unknown }) => row.instanceNo === other.outputs.instanceNo;
    const process = world.newProcess(showing({ memo: [] }, isOld));
    await scan.delete(process);
  });
});
