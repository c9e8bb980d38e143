import { isDeepStrictEqual } from "node:util";
import type { Filter, Threshold } from "../../ncp/api/filesafer/schemas";
import { ServiceError } from "../../ncp/errors";
import type { Context } from "../kit/lifecycle";
import { showArgument } from "../kit/secretArguments";

/** The entries in one order, for comparing sets. */
export function indexByType(thresholds: readonly Threshold[]): Threshold[] {
  return [...thresholds].sort((a, b) => a.notificationType.localeCompare(b.notificationType));
}

export function areSameThresholds(a: readonly Threshold[], b: readonly Threshold[]): boolean {
  return isDeepStrictEqual(indexByType(a), indexByType(b));
}

export async function readThresholds(ctx: Context, filter: Filter): Promise<Threshold[]> {
  const { thresholdNotificationInfoList } = await ctx.client.filesafer.getThresholdNotiConfig({ filter });
  return thresholdNotificationInfoList.map(({ notificationType, referenceTime, thresholdValue }) => ({
    notificationType,
    referenceTime,
    thresholdValue,
  }));
}

/** The found entries, those that are recorded first and in their recorded order: an order is no drift. */
export function sortLike(recorded: readonly Threshold[], found: readonly Threshold[]): Threshold[] {
  const place = (entry: Threshold) => {
    const index = recorded.findIndex((each) => each.notificationType === entry.notificationType);
    return index < 0 ? recorded.length : index;
  };
  return [...found].sort((a, b) => place(a) - place(b));
}

/**
 * Brings a filter's entries from `current` to `wanted` with as few calls as the API allows, and
 * reads them back. Dropping one entry takes removing all, because removeThresholdNotiConfig has no
 * selector; when setting the rest then fails, the former entries are put back where that works.
 */
export async function applyThresholds(
  ctx: Context,
  filter: Filter,
  current: readonly Threshold[],
  wanted: readonly Threshold[],
): Promise<void> {
  const dropping = current.some((entry) => !holds(wanted, entry));
  if (dropping) await ctx.client.filesafer.removeThresholdNotiConfig({ filter });
  try {
    await setMissing(ctx, filter, dropping ? [] : current, wanted);
  } catch (error) {
    if (dropping) await putBack(ctx, filter, current);
    throw error;
  }
  await verify(ctx, filter, wanted);
}

function holds(thresholds: readonly Threshold[], entry: Threshold): boolean {
  return thresholds.some((each) => each.notificationType === entry.notificationType);
}

async function setMissing(
  ctx: Context,
  filter: Filter,
  current: readonly Threshold[],
  wanted: readonly Threshold[],
) {
  for (const entry of wanted) {
    if (current.some((each) => isDeepStrictEqual(each, entry))) continue;
    await ctx.client.filesafer.setThresholdNotiConfig({ filter, ...entry });
  }
}

async function putBack(ctx: Context, filter: Filter, former: readonly Threshold[]): Promise<void> {
  try {
    await setMissing(ctx, filter, [], former);
  } catch {
    ctx.log(
      `File Safer ${showArgument(ctx, "filter", filter)} filter: the former thresholds could not be put back`,
    );
  }
}

/** The documents can also be read as one entry a filter; a service like that would drop entries silently. */
async function verify(ctx: Context, filter: Filter, wanted: readonly Threshold[]): Promise<void> {
  const found = await readThresholds(ctx, filter);
  if (areSameThresholds(found, wanted)) return;
  throw new ServiceError(
    `of ${wanted.length} thresholds of the ${showArgument(ctx, "filter", filter)} filter, NCP now holds ${showArgument(ctx, "thresholds", describe(found))}`,
    {
      service: "filesafer",
      operation: "setThresholdNotiConfig",
      hint: "NCP may hold one entry only; try again with one, or look at the settings in the console",
    },
  );
}

export function describe(thresholds: readonly Threshold[]): string {
  if (thresholds.length === 0) return "none";
  return thresholds
    .map((each) => `${each.notificationType} ${each.thresholdValue} in ${each.referenceTime} min`)
    .join(", ");
}
