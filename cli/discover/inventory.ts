import type { Contents } from "./account";
import type { Discovered, Found } from "./discovered";
import { chooseName } from "./names";
import { findScans } from "./scans";
import { findSettings } from "./settings";

export interface Inventory extends Pick<Found, "notes"> {
  readonly resources: readonly Discovered[];
}

/** What a program can have of an account. */
export function takeInventory({ settings, scans, refusals }: Contents): Inventory {
  const ofScans = scans === undefined ? { resources: [], notes: [] } : findScans(scans);
  const taken = new Set<string>();
  const resources = [...settings.flatMap(findSettings), ...ofScans.resources].map(({ names, ...rest }) => ({
    ...rest,
    name: chooseName(names, taken),
  }));
  return { resources, notes: [...refusals.map((refusal) => `left out: ${refusal}`), ...ofScans.notes] };
}
