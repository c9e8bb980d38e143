import { type Filter, filters } from "../../ncp/api/filesafer/schemas";
import { ConflictError, NotFoundError } from "../../ncp/errors";
import { checkInputs } from "./check";
import { type Comparisons, compare } from "./compare";
import { PartialFailure, readMessage } from "./failure";
import { createHolder } from "./holder";
import type { Change, CheckResult, Context, Diff, Failure, Properties } from "./lifecycle";
import { readName } from "./owner";
import { showArgument } from "./secretArguments";
import { oneOf } from "./shapes";

/** What File Safer's settings share: one of each kind for each filter of an account. */

export const onDestroy = oneOf(["off", "restore"]);

/** The filter that an id names; the id of a setting is its filter. */
export function filterOfId(type: string, id: string): Filter {
  const filter = filters.find((known) => known === id);
  if (filter !== undefined) return filter;
  throw new NotFoundError(`${type} has no id "${id}"`, {
    hint: `The id is the filter: ${filters.join(" or ")}`,
  });
}

function nameSetting(kind: string, filter: Filter): string {
  return `setting ${kind} ${filter}`;
}

interface Stored {
  readonly filter?: Filter;
  readonly holder?: string;
  readonly onDestroy?: "off" | "restore";
}

/**
 * Checks a setting, and refuses a second resource for the same one: both would write it at every update. A filter
 * that comes from another resource is not known yet; it is refused when the second one is created.
 */
export function checkSetting(
  ctx: Context,
  setting: Parameters<typeof checkInputs>[1] & { readonly name: string },
  kind: string,
  { oldInputs, news: { owner = ctx.owner, ...news } }: { oldInputs: Stored; news: Properties },
): CheckResult {
  declare(ctx, kind, oldInputs);
  return checkInputs(ctx, setting, news, [({ filter }) => refuseSecond(ctx, kind, filter, owner)]);
}

function refuseSecond(ctx: Context, kind: string, given: unknown, owner: unknown): Failure[] {
  const filter = filters.find((known) => known === given);
  if (filter === undefined || typeof owner !== "string") return [];
  const claims = ctx.claims.get(kind) ?? new Map<string, string>();
  ctx.claims.set(kind, claims.set(owner, filter));
  const other = [...claims].find(([each, claimed]) => each !== owner && claimed === filter)?.[0];
  if (other === undefined) return [];
  const reason = `the resource "${readName(other)}" already sets the ${showArgument(ctx, "filter", filter)} filter of this account: ${remedy}`;
  return [{ property: "filter", reason }];
}

const remedy = "keep one of the two, or give them Providers of different accounts";

/** Notes that the program has a resource which is recorded already; one that is made anew has no old inputs. */
function declare(ctx: Context, kind: string, { filter }: Stored): void {
  if (filter !== undefined) ctx.run.declared.add(nameSetting(kind, filter));
}

/** Notes whose setting it is: of the resource that writes it, or that the program still has as it was. */
function claim(ctx: Context, kind: string, filter: Filter, holder: string): void {
  ctx.run.note("filesafer", nameSetting(kind, filter), holder);
}

/**
 * Compares a setting. That tells that the program still has the resource, whose setting no other one's deletion may
 * undo then. What was there before is put back before a replacement looks for it.
 */
export function diffSetting<Inputs extends object>(
  ctx: Context,
  kind: string,
  comparisons: Comparisons<Inputs>,
  olds: Partial<Inputs> & Stored,
  news: Inputs,
): Diff {
  const changes = compare<Inputs>(ctx, comparisons, olds, news);
  claimUnlessReplaced(ctx, kind, olds, changes);
  return { changes, deleteBeforeReplace: true };
}

/** The engine also compares what is recorded with itself, of resources that the program may not have any more. */
function claimUnlessReplaced(
  ctx: Context,
  kind: string,
  { filter, holder }: Stored,
  changes: readonly Change[],
): void {
  if (filter === undefined || holder === undefined || changes.some((change) => change.replace)) return;
  if (ctx.run.declared.has(nameSetting(kind, filter))) claim(ctx, kind, filter, holder);
}

/** Claims for a new resource. A second one for the same setting is refused: both would write it at every update. */
export function claimFirst(ctx: Context, kind: string, filter: Filter): string {
  const holder = createHolder();
  if (!ctx.run.hasCertainly("filesafer", nameSetting(kind, filter))) {
    claim(ctx, kind, filter, holder);
    return holder;
  }
  throw new ConflictError(
    `filter: another resource of this program already has the ${kind} of the ${showArgument(ctx, "filter", filter)} filter of this account`,
    { service: "filesafer", hint: remedy },
  );
}

/**
 * Brings a setting to what is wanted, as the resource's own. When that fails half-way, the error records what is there
 * now, under the name of its kind.
 */
export async function applySetting<Outputs extends { filter: Filter; holder: string }, Value>(
  ctx: Context,
  kind: string,
  wanted: Outputs,
  {
    write,
    read,
    isUnchanged,
  }: {
    write: () => Promise<unknown>;
    read: () => Promise<Value>;
    isUnchanged: (left: Value) => boolean;
  },
): Promise<Outputs> {
  claim(ctx, kind, wanted.filter, wanted.holder);
  try {
    await write();
    return wanted;
  } catch (error) {
    const left = await read().catch(() => undefined);
    // Nothing has changed: a plain error leaves the recorded state as it is.
    if (left !== undefined && isUnchanged(left)) throw error;
    // What could not even be read stays unrecorded, which the next diff takes for a change.
    throw new PartialFailure(wanted.filter, { ...wanted, [kind]: left }, [readMessage(error)], {
      cause: error,
    });
  }
}

function findHolder(ctx: Context, kind: string, filter: Filter): string | undefined {
  return ctx.run.latest("filesafer", nameSetting(kind, filter));
}

/**
 * True when the setting is another resource's by now, perhaps one of another Provider. A renamed resource is
 * created under its new name before the old one is deleted, and that deletion must not undo the new one's work.
 */
export function isOvertaken(
  ctx: Context,
  kind: string,
  filter: Filter,
  { holder, onDestroy }: Stored,
): boolean {
  const latest = findHolder(ctx, kind, filter);
  if (!latest || latest === holder) {
    // Whoever comes after this one finds nobody there.
    claim(ctx, kind, filter, "");
    return false;
  }
  const lost =
    onDestroy === "restore"
      ? "; that one restores what it has found, not what was there before this resource: opts.aliases keeps that"
      : "";
  ctx.log(
    `File Safer ${showArgument(ctx, "filter", filter)} filter: ${kind} is left as it is, because another resource of this stack has set it${lost}`,
  );
  return true;
}
