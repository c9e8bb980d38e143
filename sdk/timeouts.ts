import * as pulumi from "@pulumi/pulumi";
import type { Timeouts } from "../provider/resources";

/**
 * The `timeouts` of a resource with Pulumi's own `customTimeouts`, which reach no dynamic provider, where the
 * program gives none. A resource that waits for nothing has no use for either, and the program is told so.
 */
export function timeoutsWith(
  customTimeouts: pulumi.CustomTimeouts,
  given: unknown,
  { owner, waits }: { owner: string; waits: Timeouts },
): unknown {
  const limits = Object.entries(customTimeouts).filter(([step]) => step in waits);
  if (limits.length === 0) {
    void pulumi.log.warn(`${owner}: customTimeouts has no effect, because it does not wait`);
    return given;
  }
  const defaults = Object.fromEntries(limits);
  return pulumi
    .all([given])
    .apply(([known]: unknown[]) =>
      typeof known === "object" ? { ...defaults, ...known } : (known ?? defaults),
    );
}
