import { randomBytes } from "node:crypto";
import { z } from "zod";
import { NotFoundError } from "../gateway/errors";
import { type Filter, filters } from "../services/filesafer";
import type { Context } from "./lifecycle";

/** What File Safer's settings share: one of each kind for each filter of an account. */

export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: `must be one of ${values.join(", ")}` });
}

export const onDestroy = oneOf(["off", "restore"]).default("off");

/** A name for one resource's writes, so that a deletion can tell its own from another's. */
export function newWriter(): string {
  return randomBytes(4).toString("hex");
}

/** The filter that an id names; the id of a setting is its filter. */
export function adoptSetting(type: string, id: string): Filter {
  const filter = filters.find((known) => known === id);
  if (filter !== undefined) return filter;
  throw new NotFoundError(`${type} has no id "${id}"`, {
    hint: `The id is the filter: ${filters.join(" or ")}`,
  });
}

/**
 * True when another resource has written the setting in this run. A renamed resource is created
 * under its new name before the old one is deleted; that deletion must not undo the new one's work.
 */
export function isOvertaken(ctx: Context, kind: string, filter: Filter, writer: string | undefined): boolean {
  const last = ctx.memory.writers.get(`${kind} ${filter}`);
  if (last === undefined || last === writer) return false;
  ctx.log(
    `File Safer ${filter} filter: ${kind} is left as it is, because another resource of this stack has just set it`,
  );
  return true;
}
