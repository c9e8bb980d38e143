import { z } from "zod";
import { resources } from "../resources";
import { filters, notificationTypes } from "../services/filesafer";
import { checkInputs } from "./check";
import { compare } from "./compare";
import type { Context, Lifecycle, Stored } from "./lifecycle";
import { adoptSetting, isOvertaken, newWriter, onDestroy, oneOf } from "./setting";

const inputs = z.strictObject({
  filter: oneOf(filters),
  notificationType: oneOf(notificationTypes),
  onDestroy,
});

export type NotificationConfigInputs = z.output<typeof inputs>;

export interface NotificationConfigOutputs extends NotificationConfigInputs {
  /** What was set before this resource; `onDestroy: "restore"` puts it back. */
  previousNotificationType?: NotificationConfigInputs["notificationType"];
  /** Tells this resource's writes from those of another one. */
  writer?: string;
}

type Stores = Stored<NotificationConfigOutputs>;

const kind = "notificationType";

/** When File Safer notifies: one setting for each filter of an account, so the filter is the id. */
export const notificationConfig: Lifecycle<NotificationConfigInputs, NotificationConfigOutputs> = {
  name: "NotificationConfig",
  ...resources.NotificationConfig,
  inputs,
  timeouts: {},

  async check(ctx, _olds, news) {
    return checkInputs(ctx, notificationConfig, news);
  },

  async diff(ctx, _id, olds, news) {
    const comparisons = {
      filter: { replace: true },
      notificationType: {},
      onDestroy: { fallback: "off" as const },
    };
    return { changes: compare<NotificationConfigInputs>(ctx, comparisons, olds, news) };
  },

  async create(ctx, news) {
    const { notificationType: previous } = await ctx.client.filesafer.getNotiConfig(news.filter);
    const writer = newWriter();
    await set(ctx, news, writer);
    ctx.log(
      `File Safer ${news.filter} filter: notificationType was ${previous}, is now ${news.notificationType}`,
    );
    return { id: news.filter, outputs: { ...news, previousNotificationType: previous, writer } };
  },

  async update(ctx, _id, olds, news) {
    const writer = olds.writer ?? newWriter();
    if (olds.notificationType !== news.notificationType) await set(ctx, news, writer);
    return { outputs: { ...news, previousNotificationType: olds.previousNotificationType, writer } };
  },

  async read(ctx, id, { outputs }) {
    const filter = adoptSetting(notificationConfig.name, id);
    const { notificationType } = await ctx.client.filesafer.getNotiConfig(filter);
    const found = { filter, notificationType, onDestroy: outputs.onDestroy ?? "off" };
    return { id, inputs: found, outputs: { ...kept(outputs), ...found } };
  },

  async delete(ctx, id, outputs) {
    const filter = adoptSetting(notificationConfig.name, id);
    if (isOvertaken(ctx, kind, filter, outputs.writer)) return;
    const restored = outputs.onDestroy === "restore" ? outputs.previousNotificationType : undefined;
    await ctx.client.filesafer.setNotiConfig(filter, restored ?? "OFF");
  },
};

async function set(ctx: Context, news: NotificationConfigInputs, writer: string): Promise<void> {
  await ctx.client.filesafer.setNotiConfig(news.filter, news.notificationType);
  ctx.memory.writers.set(`${kind} ${news.filter}`, writer);
}

function kept({ previousNotificationType, writer }: Stores): Stores {
  return { previousNotificationType, writer };
}
