import type { Job } from "../../support/remote";
import type { World } from "../../support/world";

const host = (index: number) => `https://other-${index}.example.com/`;

/** More than fit on one page of a listing. */
const size = 150;

/** Finished scans of other people's sites, newer than all scans so far: these are on the second page then. */
export function crowd(world: World): void {
  const jobs = Array.from({ length: size }, (_, index) => ({
    startUrl: host(index),
    statusCode: 4 as const,
  }));
  world.emulator.seed({ jobs });
}

export function isOthers({ startUrl }: Job): boolean {
  return startUrl.startsWith("https://other-");
}
