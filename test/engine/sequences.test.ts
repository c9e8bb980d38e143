import * as fc from "fast-check";
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFailed } from "vitest";
import { type Changes, type EngineWorld, openEngine } from "../support/engine";
import { type Act, Estate, type Expected, editsOf, isDrift, withVerdicts } from "../support/estate";
import { Artefacts } from "../support/files";
import { holdingsOf } from "../support/holdings";
import { reported } from "../support/report";
import { runsOf } from "../support/runs";
import { findMisplaced } from "../support/storedInputs";

const { numRuns } = runsOf("SOAK_ENGINE_SEQUENCES", 5);

describe(`random programs, edited at random (seed ${fc.readConfigureGlobal().seed})`, {
  timeout: 600_000,
}, () => {
  const steps = reported("sequences on the real engine", "steps, each up, refresh and preview");
  const artefacts = new Artefacts();
  afterAll(() => artefacts.remove());
  let world: EngineWorld;
  beforeEach(async () => {
    world = await openEngine({ limits: { waitingJobs: 100 } });
  });
  afterEach(() => world.close());

  for (const [index, edits] of editsOf(numRuns).entries()) {
    it(`${index + 1}: ${edits.map((edit) => edit.kind).join(", ")}`, async () => {
      const trace: string[] = [];
      onTestFailed(() => console.log(`sequence ${index + 1} failed after: ${trace.join("; ")}`));
      const estate = new Estate(artefacts);
      await converge(estate);
      for (const edit of edits) {
        const { words, act } = estate.apply(edit);
        trace.push(words);
        await perform(act);
        if (isDrift(edit)) await world.refresh();
        await converge(estate);
      }
    });
  }

  /** Brings the program up, once, after which nothing is left to be done. */
  async function converge(estate: Estate): Promise<void> {
    await withVerdicts(world.emulator, () => estate.contents(), world.up(estate.program()));
    expect(await found()).toEqual(estate.expected());
    const inputs = await listInputs();
    expect(unrest(await world.refresh())).toEqual([]);
    expect(await listInputs()).toEqual(inputs);
    expect(unrest(await world.preview())).toEqual([]);
    steps.count += 1;
  }

  /** Names of the stored inputs of each resource: none of one that is as by default. */
  async function listInputs(): Promise<[string, string[]][]> {
    const stored = Object.entries(await world.resources());
    expect(stored.flatMap(([, each]) => findMisplaced(each))).toEqual([]);
    return stored.map(([name, { inputs }]) => [name, Object.keys(inputs).sort()]);
  }

  async function perform(act: Act | undefined): Promise<void> {
    if (act === undefined) return;
    if ("settings" in act) {
      world.emulator.seed(act.settings);
      return;
    }
    const { jobs } = await holdingsOf(world.emulator);
    const job = jobs.findLast((each) => each.startUrl === act.url);
    const instanceNo = job?.instanceNo ?? 0;
    if (act.becomes === "gone") world.emulator.removeJob(instanceNo);
    else world.emulator.moveJob(instanceNo, { statusCode: act.becomes });
  }

  async function found(): Promise<Expected> {
    const { jobs, settings } = await holdingsOf(world.emulator);
    const { billed, freeRescans } = world.emulator.health();
    const active = jobs.filter((job) => job.offers === "cancel");
    const inputFile = world.emulator.requests({ operation: "inputFile" });
    const uploads = inputFile.filter(({ committed }) => committed).length;
    return { scanned: active.map((job) => job.startUrl).sort(), billed, freeRescans, uploads, settings };
  }
});

/** What a run has done, or would do, beside nothing. */
function unrest(changes: Changes): string[] {
  return Object.keys(changes).filter((change) => change !== "same");
}
