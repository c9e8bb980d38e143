import fc from "fast-check";
import { afterAll, beforeAll, describe, it } from "vitest";
import { FakeEngine } from "../../support/fakeEngine";
import { Artefacts } from "../../support/files";
import { reported } from "../../support/report";
import { patience, runsOf } from "../../support/runs";
import { openWorld, type World } from "../../support/world";
import { Model } from "./model";
import { type Step, steps } from "./sequence";

const artefacts = new Artefacts();
const files = ["one", "other"].map((text) => artefacts.write(text, `the ${text} artefact`));
const tried = reported("program sequences", "run");

let worlds: [World, World];
beforeAll(async () => {
  worlds = [await openWorld(), await openWorld()];
  for (const world of worlds) world.onSleep = () => world.remote.settle(files.map((file) => file.sha1));
});
afterAll(async () => {
  for (const world of worlds) await world.close();
  artefacts.remove();
});

async function play(given: readonly Step[]): Promise<void> {
  for (const world of worlds) world.reset();
  const stack = new FakeEngine(worlds[0]);
  const model = new Model(worlds, stack, files);
  for (const step of given) await model.take(step);
  await model.leave();
  tried.count += 1;
}

describe("random programs, edited at random,", () => {
  it(
    "leave NCP as the model has it, with nothing to do after each up",
    () => fc.assert(fc.asyncProperty(steps, play), runsOf("SOAK_SEQUENCES", 2_000)),
    patience,
  );
});
