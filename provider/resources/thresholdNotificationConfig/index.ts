import { z } from "zod";
import { filters, type Threshold, thresholdNotificationTypes } from "../../ncp/api/filesafer/schemas";
import { bindToAccount } from "../kit/account";
import { compareArguments } from "../kit/compare";
import { createHolder, type Held } from "../kit/holder";
import type { Context, Lifecycle } from "../kit/lifecycle";
import { showArgument } from "../kit/secretArguments";
import {
  applySetting,
  checkSetting,
  claimFirst,
  diffSetting,
  filterOfId,
  isOvertaken,
  onDestroy,
} from "../kit/setting";
import { objectOf, oneOf } from "../kit/shapes";
import { definition } from "./definition";
import {
  applyThresholds,
  areSameThresholds,
  describe,
  indexByType,
  readThresholds,
  sortLike,
} from "./thresholds";

const wholeSteps = "must be a whole number of minutes from 5 to 30, in steps of 5";
const wholeCount = "must be a whole number from 1 to 1000";

const entry = objectOf({
  notificationType: oneOf(thresholdNotificationTypes),
  referenceTime: z.int(wholeSteps).min(5, wholeSteps).max(30, wholeSteps).multipleOf(5, wholeSteps),
  thresholdValue: z.int(wholeCount).min(1, wholeCount).max(1000, wholeCount),
});

const oneEach = "must hold at most one entry for each notificationType";

export const thresholdNotificationConfigInputs = z.strictObject({
  filter: oneOf(filters),
  thresholds: z
    .array(entry, "must be a list of thresholds; an empty list means none")
    .refine(
      (entries) => new Set(entries.map((each) => each.notificationType)).size === entries.length,
      oneEach,
    ),
  onDestroy: onDestroy.default(definition.arguments.onDestroy.default),
});

export type ThresholdNotificationConfigInputs = z.output<typeof thresholdNotificationConfigInputs>;

export interface ThresholdNotificationConfigOutputs extends ThresholdNotificationConfigInputs, Held {
  /** What was set before this resource; `onDestroy: "restore"` puts it back. */
  previousThresholds?: Threshold[];
}

const kind = "thresholds";

const comparisons = compareArguments<ThresholdNotificationConfigInputs>(definition, {
  thresholds: indexByType,
});

/** Notifications by count: one set of thresholds for each filter of an account, so the filter is the id. */
export const thresholdNotificationConfig: Lifecycle<
  ThresholdNotificationConfigInputs,
  ThresholdNotificationConfigOutputs
> = bindToAccount({
  name: "ThresholdNotificationConfig",
  definition,
  inputs: thresholdNotificationConfigInputs,

  async check(ctx, oldInputs, news) {
    return checkSetting(ctx, thresholdNotificationConfig, kind, { oldInputs, news });
  },

  async diff(ctx, _id, olds, news) {
    return diffSetting(ctx, kind, comparisons, olds, news);
  },

  async create(ctx, news) {
    const holder = claimFirst(ctx, kind, news.filter);
    const previousThresholds = await readThresholds(ctx, news.filter);
    const outputs = await apply(ctx, { ...news, previousThresholds, holder }, previousThresholds);
    const filter = showArgument(ctx, "filter", news.filter);
    const now = showArgument(ctx, "thresholds", describe(news.thresholds));
    ctx.log(`File Safer ${filter} filter: thresholds were ${describe(previousThresholds)}, are now ${now}`);
    return { id: news.filter, outputs };
  },

  async update(ctx, _id, olds, news) {
    const { previousThresholds, holder = createHolder() } = olds;
    const wanted = { ...news, previousThresholds, holder };
    if (olds.thresholds !== undefined && areSameThresholds(olds.thresholds, news.thresholds))
      return { outputs: wanted };
    return { outputs: await apply(ctx, wanted, await readThresholds(ctx, news.filter)) };
  },

  async read(ctx, id, { outputs }) {
    const filter = filterOfId(thresholdNotificationConfig.name, id);
    const thresholds = sortLike(outputs.thresholds ?? [], await readThresholds(ctx, filter));
    const found = {
      filter,
      thresholds,
      onDestroy: outputs.onDestroy ?? definition.arguments.onDestroy.default,
    };
    const { previousThresholds, holder } = outputs;
    return { id, inputs: found, outputs: { previousThresholds, holder, ...found } };
  },

  async delete(ctx, id, outputs) {
    const filter = filterOfId(thresholdNotificationConfig.name, id);
    if (isOvertaken(ctx, kind, filter, outputs)) return;
    const restored = outputs.onDestroy === "restore" ? (outputs.previousThresholds ?? []) : [];
    await ctx.client.filesafer.removeThresholdNotiConfig({ filter });
    await applyThresholds(ctx, filter, [], restored);
  },
});

function apply(
  ctx: Context,
  wanted: ThresholdNotificationConfigOutputs & { holder: string },
  current: Threshold[],
): Promise<ThresholdNotificationConfigOutputs> {
  const { filter, thresholds } = wanted;
  return applySetting(ctx, kind, wanted, {
    write: () => applyThresholds(ctx, filter, current, thresholds),
    read: () => readThresholds(ctx, filter),
    isUnchanged: (left) => areSameThresholds(left, current),
  });
}
