import { listNeighbours } from "../../support/neighbours";
import type { Job } from "../../support/remote";
import type { World } from "../../support/world";

const host = (index: number) => `https://other-${index}.example.com/`;

/** More than fit on one page of a listing. */
const size = 180;

/**
 * Finished scans of other people's sites, newer than all scans so far: these are on the second page then. Most of them
 * were made by other resources of the stack.
 */
export function crowd(world: World): void {
  const jobs = listNeighbours(world, size).map((job, index) => ({
    ...job,
    startUrl: host(index),
    memo: index % 5 === 0 ? "by hand" : job.memo,
  }));
  world.emulator.seed({ jobs });
}

export function isOthers({ startUrl }: Job): boolean {
  return startUrl.startsWith("https://other-");
}
