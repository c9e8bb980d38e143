import { z } from "zod";
import {
  type Filter,
  filters,
  type NotificationType,
  notificationTypes,
} from "../../ncp/api/filesafer/schemas";
import { bindToAccount } from "../kit/account";
import { compareArguments } from "../kit/compare";
import { createHolder, type Held } from "../kit/holder";
import type { Context, Lifecycle, Stored } from "../kit/lifecycle";
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
import { oneOf } from "../kit/shapes";
import { definition } from "./definition";

export const notificationConfigInputs = z.strictObject({
  filter: oneOf(filters),
  notificationType: oneOf(notificationTypes),
  onDestroy: onDestroy.default(definition.arguments.onDestroy.default),
});

export type NotificationConfigInputs = z.output<typeof notificationConfigInputs>;

export interface NotificationConfigOutputs extends NotificationConfigInputs, Held {
  /** What was set before this resource; `onDestroy: "restore"` puts it back. */
  previousNotificationType?: NotificationConfigInputs["notificationType"];
}

type Stores = Stored<NotificationConfigOutputs>;

const kind = "notificationType";

const comparisons = compareArguments<NotificationConfigInputs>(definition);

/** When File Safer notifies: one setting for each filter of an account, so the filter is the id. */
export const notificationConfig: Lifecycle<NotificationConfigInputs, NotificationConfigOutputs> =
  bindToAccount({
    name: "NotificationConfig",
    definition,
    inputs: notificationConfigInputs,

    async check(ctx, oldInputs, news) {
      return checkSetting(ctx, notificationConfig, kind, { oldInputs, news });
    },

    async diff(ctx, _id, olds, news) {
      return diffSetting(ctx, kind, comparisons, olds, news);
    },

    async create(ctx, news) {
      const holder = claimFirst(ctx, kind, news.filter);
      const previous = await readType(ctx, news.filter);
      const wanted = { ...news, previousNotificationType: previous, holder };
      const outputs = await apply(ctx, wanted, previous);
      const filter = showArgument(ctx, "filter", news.filter);
      const type = showArgument(ctx, "notificationType", news.notificationType);
      ctx.log(`File Safer ${filter} filter: notificationType was ${previous}, is now ${type}`);
      return { id: news.filter, outputs };
    },

    async update(ctx, _id, olds, news) {
      const { previousNotificationType, holder = createHolder() } = olds;
      const wanted = { ...news, previousNotificationType, holder };
      if (olds.notificationType === news.notificationType) return { outputs: wanted };
      return { outputs: await apply(ctx, wanted, olds.notificationType) };
    },

    async read(ctx, id, { outputs }) {
      const filter = filterOfId(notificationConfig.name, id);
      const found = {
        filter,
        notificationType: await readType(ctx, filter),
        onDestroy: outputs.onDestroy ?? definition.arguments.onDestroy.default,
      };
      return { id, inputs: found, outputs: { ...keepRecorded(outputs), ...found } };
    },

    async delete(ctx, id, outputs) {
      const filter = filterOfId(notificationConfig.name, id);
      if (isOvertaken(ctx, kind, filter, outputs)) return;
      const restored = outputs.onDestroy === "restore" ? outputs.previousNotificationType : undefined;
      await ctx.client.filesafer.setNotiConfig({ filter, notificationType: restored ?? "OFF" });
    },
  });

function apply(
  ctx: Context,
  wanted: NotificationConfigOutputs & { holder: string },
  current: Stores["notificationType"],
): Promise<NotificationConfigOutputs> {
  const { filter, notificationType } = wanted;
  return applySetting(ctx, kind, wanted, {
    write: () => ctx.client.filesafer.setNotiConfig({ filter, notificationType }),
    read: () => readType(ctx, filter),
    isUnchanged: (left) => left === current,
  });
}

async function readType(ctx: Context, filter: Filter): Promise<NotificationType> {
  return (await ctx.client.filesafer.getNotiConfig({ filter })).notificationType;
}

function keepRecorded({ previousNotificationType, holder }: Stores): Stores {
  return { previousNotificationType, holder };
}
