import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Discovered } from "../../cli/discover/discovered";
import { type AnyLifecycle, lifecycles } from "../../provider/resources/lifecycles";
import { FakeEngine, type Program } from "../support/fakeEngine";
import { openWorld, type World } from "../support/world";
import { completed, discover } from "./support";

let world: World;
let resources: readonly Discovered[];
let program: Program;

beforeEach(async () => {
  world = await openWorld();
  // Queries have no clock but the machine's, and the emulator refuses another time.
  world.pass(Date.now() - world.now());
  world.emulator.seed({
    notifications: { filefilter: "MAL" },
    thresholds: { filefilter: [{ notificationType: "MAL", referenceTime: 10, thresholdValue: 5 }] },
    jobs: [
      { startUrl: "https://shop.example.com/cart", statusCode: completed },
      { startUrl: "https://Shop.example.com:443", statusCode: completed },
      { startUrl: "https://shop.example.com/", statusCode: 3 },
    ],
  });
  resources = (await discover(world.emulator)).resources;
  program = Object.fromEntries(resources.map(({ name, type, args }) => [name, { type, args }]));
});
afterEach(() => world.close());

/** Calls that may have changed something. */
function listChanges(): string[] {
  return world.calls().filter((operation) => !/^(get|search)/.test(operation));
}

describe("what is discovered", () => {
  it("is created as it is there already, and then shows no change", async () => {
    const engine = new FakeEngine(world);
    expect((await engine.up(program)).errors).toEqual([]);
    expect(listChanges()).toEqual(["setNotiConfig", "setNotiConfig"]);
    expect((await discover(world.emulator)).resources).toEqual(resources);
    expect(await engine.preview(program)).toEqual([]);
    await engine.refresh();
    expect(await engine.preview(program)).toEqual([]);
  });

  it("may be imported by its ids first: then nothing is written, and no change is shown after one update", async () => {
    const engine = new FakeEngine(world);
    for (const { name, type, id } of resources) {
      const lifecycle: AnyLifecycle = lifecycles[type];
      const found = await lifecycle.read(world.newProcess(), id, { inputs: {}, outputs: {} });
      if (found === null) throw new Error(`there is no ${type} ${id}`);
      const inputs = { ...found.inputs };
      const outputs = { ...found.outputs };
      engine.state.set(name, { type, provider: "default", id, inputs, outputs, initErrors: [] });
    }
    expect(await engine.preview(program)).toEqual([
      expect.stringMatching(/^update shop.example.com: .*imported$/),
    ]);
    expect((await engine.up(program)).errors).toEqual([]);
    expect(await engine.preview(program)).toEqual([]);
    expect(listChanges()).toEqual([]);
  });
});
