import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { version } from "../../package.json";
import { resourceNames } from "../../provider/names";
import { providerText } from "../../provider/shells/dynamic/text";
import { program } from "../states/program";
import { type EngineWorld, openEngine } from "../support/engine";
import { shellNames } from "../support/host";

const folder = "test/states";
const records = readdirSync(folder).filter((file) => file.endsWith(".json"));

/** Stands in the records for the emulator's address, which is another one each time. */
const recordedEndpoint = "http://127.0.0.1:1";

/** Where a resource stands in the program is told in paths of this machine. */
function portable(key: string, value: unknown): unknown {
  return key === "sourcePosition" || key === "stackTrace" ? undefined : value;
}

describe("states that were recorded by each release", () => {
  let world: EngineWorld;
  beforeEach(async () => {
    world = await openEngine({ pace: "instant" });
  });
  afterEach(() => world.close());

  // For a release: RECORD_STATE=1 npm test -- test/engine/states
  if (process.env.RECORD_STATE === "1") {
    it("records the state of this release", async () => {
      await world.up(program);
      const { checkpoint } = JSON.parse(await world.stateFile());
      const text = JSON.stringify(checkpoint, portable, 2).replaceAll(world.emulator.url, recordedEndpoint);
      writeFileSync(join(folder, `${version}.json`), `${text}\n`);
    });
  }

  const cases = records.flatMap((file) => shellNames.map((shell) => [file, shell] as const));

  it.each(cases)(
    "%s previews without a change in the %s shell, and holds the same provider text",
    async (file, shell) => {
      await world.choose(shell);
      // What was made at the emulator of that day is taken for made at this one.
      const text = readFileSync(join(folder, file), "utf8").replaceAll(recordedEndpoint, world.emulator.url);
      const { latest } = JSON.parse(text);
      await world.stack.importStack({ version: 3, deployment: latest });
      const stored = Object.values(await world.resources());
      const texts = stored.map(({ outputs }) => outputs.__provider);
      expect(new Set(texts)).toEqual(new Set(resourceNames.map(providerText)));
      expect(await world.preview(program)).toEqual({ same: stored.length + 1 });
    },
  );

  it("exist", () => {
    expect(records).not.toEqual([]);
  });
});
