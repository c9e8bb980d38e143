import { randomBytes } from "node:crypto";
import { NotFoundError } from "../gateway/errors";
import { type Filter, filters } from "../services/filesafer";
import type { Change, Context } from "./lifecycle";
import { oneOf } from "./oneOf";

/** What File Safer's settings share: one of each kind for each filter of an account. */

export const onDestroy = oneOf(["off", "restore"]).default("off");

/** A name for one resource's writes, so that a deletion can tell its own from another's. */
export function newWriter(): string {
  return randomBytes(4).toString("hex");
}

/** The filter that an id names; the id of a setting is its filter. */
export function filterOfId(type: string, id: string): Filter {
  const filter = filters.find((known) => known === id);
  if (filter !== undefined) return filter;
  throw new NotFoundError(`${type} has no id "${id}"`, {
    hint: `The id is the filter: ${filters.join(" or ")}`,
  });
}

/** Notes whose setting it is: of the resource that writes it, or that the program still has as it was. */
export function claim(ctx: Context, kind: string, filter: Filter, writer: string): void {
  ctx.memory.writers.set(`${kind} ${filter}`, writer);
}

/** A diff tells that the program still has the resource, whose setting no other one's deletion may undo then. */
export function claimUnlessReplaced(
  ctx: Context,
  kind: string,
  { filter, writer }: { filter?: Filter; writer?: string },
  changes: readonly Change[],
): void {
  if (filter === undefined || writer === undefined || changes.some((change) => change.replace)) return;
  claim(ctx, kind, filter, writer);
}

/**
 * True when the setting is another resource's by now. A renamed resource is created under its new
 * name before the old one is deleted, perhaps by a later run; that deletion must not undo the new one's work.
 */
export function isOvertaken(ctx: Context, kind: string, filter: Filter, writer: string | undefined): boolean {
  const last = ctx.memory.writers.get(`${kind} ${filter}`);
  if (last === undefined || last === writer) return false;
  ctx.log(
    `File Safer ${filter} filter: ${kind} is left as it is, because another resource of this stack has set it`,
  );
  return true;
}
