import { afterAll, afterEach, beforeEach, expect } from "vitest";
import { FakeEngine, type Program } from "../../support/fakeEngine";
import { Artefacts } from "../../support/files";
import { reported } from "../../support/report";
import { openWorld, type World } from "../../support/world";
import { Orders } from "../orders";
import { inspection, notification, scan, threshold } from "../subjects";

const artefacts = new Artefacts();
export const artefact = artefacts.write("artefact.bin", "an artefact to inspect");
export const file = inspection(artefact);
export const subjects = [scan, notification, threshold, file];

/** The account and the stack of the present test; made anew for each by `freshStack`. */
export let world: World;
export let stack: FakeEngine;
let orders: Orders;

/** To be called once in a file of tests, the name of which is printed with their count. */
export function freshStack(suite: string): void {
  const tried = reported(suite, "cases");
  beforeEach(async () => {
    world = await openWorld();
    world.onSleep = () => world.remote.settle([artefact.sha1]);
    stack = new FakeEngine(world);
    orders = new Orders(world);
    tried.count += 1;
  });
  afterEach(async () => {
    await world.close();
    expect(orders.complaints).toEqual([]);
  });
  afterAll(() => artefacts.remove());
}

/** Nothing is left to be done, whether or not the state is refreshed. */
export async function expectQuiet(program: Program, of = stack): Promise<void> {
  expect(await of.preview(program)).toEqual([]);
  expect((await of.refresh()).errors).toEqual([]);
  expect(await of.preview(program)).toEqual([]);
}
