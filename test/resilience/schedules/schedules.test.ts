import fc from "fast-check";
import { afterAll, beforeAll, describe, it } from "vitest";
import { Artefacts } from "../../support/files";
import { reported } from "../../support/report";
import { patience, runsOf } from "../../support/runs";
import { openWorld, type World } from "../../support/world";
import { RandomProgram } from "./randomProgram";
import { canaries, type Schedule, schedule } from "./schedule";
import { variantsOf } from "./variants";

const artefacts = new Artefacts();
const files = ["one", "other"].map((text) => artefacts.write(text, `the ${text} artefact`));
const variants = variantsOf(files);
const tried = reported("fault schedules", "run");

let world: World;
beforeAll(async () => {
  world = await openWorld({ credentials: { accessKey: "CANARY_ACCESS", secretKey: canaries.secretKey } });
});
afterAll(async () => {
  await world.close();
  artefacts.remove();
});

async function play(given: Schedule): Promise<void> {
  const complaints = await new RandomProgram({ world, files, variants, tried }, given).perform(given);
  tried.count += 1;
  if (complaints.length > 0) throw new Error(complaints.join("\n"));
}

describe("programs under seeded faults", () => {
  it(
    "lose nothing, pay for nothing twice, tell no secret, and come to rest",
    () => fc.assert(fc.asyncProperty(schedule, play), runsOf("SOAK_SCHEDULES", 1_000)),
    patience,
  );
});
