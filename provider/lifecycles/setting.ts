import { NotFoundError } from "../gateway/errors";
import { type Filter, filters } from "../services/filesafer";
import type { Change, Context } from "./lifecycle";
import { oneOf } from "./oneOf";

/** What File Safer's settings share: one of each kind for each filter of an account. */

export const onDestroy = oneOf(["off", "restore"]).default("off");

/** The filter that an id names; the id of a setting is its filter. */
export function filterOfId(type: string, id: string): Filter {
  const filter = filters.find((known) => known === id);
  if (filter !== undefined) return filter;
  throw new NotFoundError(`${type} has no id "${id}"`, {
    hint: `The id is the filter: ${filters.join(" or ")}`,
  });
}

function thing(kind: string, filter: Filter): string {
  return `setting ${kind} ${filter}`;
}

/** Notes whose setting it is: of the resource that writes it, or that the program still has as it was. */
export function claim(ctx: Context, kind: string, filter: Filter, holder: string): void {
  ctx.run.note("filesafer", thing(kind, filter), holder);
}

/** A diff tells that the program still has the resource, whose setting no other one's deletion may undo then. */
export function claimUnlessReplaced(
  ctx: Context,
  kind: string,
  { filter, holder }: { filter?: Filter; holder?: string },
  changes: readonly Change[],
): void {
  if (filter === undefined || holder === undefined || changes.some((change) => change.replace)) return;
  claim(ctx, kind, filter, holder);
}

/**
 * True when the setting is another resource's by now, perhaps one of another Provider. A renamed resource is
 * created under its new name before the old one is deleted, and that deletion must not undo the new one's work.
 */
export function isOvertaken(
  ctx: Context,
  kind: string,
  filter: Filter,
  { holder, onDestroy }: { holder?: string; onDestroy?: "off" | "restore" },
): boolean {
  const latest = ctx.run.latest("filesafer", thing(kind, filter));
  if (latest === undefined || latest === holder) return false;
  const lost =
    onDestroy === "restore"
      ? "; that one restores what it has found, not what was there before this resource: opts.aliases keeps that"
      : "";
  ctx.log(
    `File Safer ${filter} filter: ${kind} is left as it is, because another resource of this stack has set it${lost}`,
  );
  return true;
}
