import { fstatSync } from "node:fs";

/**
 * Ends this process when its engine is gone. The engine starts it with a pipe as its input, through
 * which nothing is ever sent, and whose other end closes only with the engine. Pulumi's host does not
 * look at it, so after a `kill -9` of the engine it would live on, and a create that waits for a place
 * in NCP's queue would start a scan that is billed and that no state knows of.
 */
export function endWithEngine(): void {
  if (isHeldByEngine()) process.stdin.once("end", () => process.exit(1)).resume();
}

/** An input of any other kind, or none, tells nothing of an engine. */
function isHeldByEngine(): boolean {
  try {
    return fstatSync(0).isFIFO();
  } catch {
    return false;
  }
}
