import * as pulumi from "@pulumi/pulumi";
import type { Timeouts } from "../provider/resources/definition";

/**
 * The `timeouts` of a resource with Pulumi's own `customTimeouts`, which reach no dynamic provider, where the
 * program gives none. Of a step that waits for nothing the program is told that its limit has no effect.
 */
export function mergeTimeouts(
  customTimeouts: pulumi.CustomTimeouts,
  given: unknown,
  { owner, waits }: { owner: string; waits: Timeouts },
): unknown {
  const limits = Object.entries(customTimeouts).filter(([, limit]) => limit !== undefined && limit !== "");
  const useless = limits.map(([step]) => step).filter((step) => !(step in waits));
  if (useless.length > 0) warn(owner, useless);
  const defaults = Object.fromEntries(limits.filter(([step]) => step in waits));
  if (Object.keys(defaults).length === 0) return given;
  return pulumi
    .all([given])
    .apply(([known]: unknown[]) => (isGroup(known) ? { ...defaults, ...withoutUndefined(known) } : known));
}

/** False for what no timeouts can be, which `check` refuses. */
function isGroup(known: unknown): known is object | null | undefined {
  return known === undefined || typeof known === "object";
}

function withoutUndefined(group: object | null | undefined): object {
  return Object.fromEntries(Object.entries(group ?? {}).filter(([, value]) => value !== undefined));
}

function warn(owner: string, steps: readonly string[]): void {
  void pulumi.log.warn(
    `${owner}: customTimeouts.${steps.join(" and customTimeouts.")} has no effect: that step waits for nothing`,
  );
}
