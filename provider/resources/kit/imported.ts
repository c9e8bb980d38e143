import type { Change } from "./lifecycle";

/**
 * A resource that was read by its id alone. NCP does not tell all that the program gives, so the first update records
 * the program's arguments as they are, and nothing that is paid for follows from their being new.
 */
export interface Imported {
  imported?: boolean;
}

/** Marks what is read by its id alone, until an update has recorded the program's arguments. */
export function markImported(stored: Imported): Imported {
  return Object.keys(stored).length === 0 || stored.imported === true ? { imported: true } : {};
}

/** One change more, so that the update follows in the same run; only what NCP has `told` may replace. */
export function recordArguments(changes: readonly Change[], told: readonly string[]): Change[] {
  const kept = changes.map((each) =>
    told.includes(each.path) ? each : { path: each.path, kind: each.kind },
  );
  return [...kept, { path: "imported", kind: "delete" }];
}
