import type { Declared, Recorded } from "../../support/fakeEngine";
import type { World } from "../../support/world";
import { hasFailed } from "./demands";
import { strict } from "./variants";

/**
 * Whether the scan of a resource can never come to satisfy the program, which asks for no other one: it
 * has failed, or has found more than the gate allows.
 */
export function isHopeless({ remote }: World, declared?: Declared, recorded?: Recorded): boolean {
  const { waitFor, gate, rerunOnFailure } = declared?.args ?? {};
  const job = remote.jobs().find((each) => each.instanceNo === recorded?.outputs.instanceNo);
  if (job === undefined || (gate === undefined && waitFor === undefined)) return false;
  const isOver = waitFor === "started" ? job.crawlStartedAt === null && hasFailed(job) : hasFailed(job);
  if (isOver) return rerunOnFailure !== true;
  if (job.findings === null) return false;
  const { high, medium, low } = job.findings;
  return gate === strict && high + medium + low > 0;
}
