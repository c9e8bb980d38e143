import type { ResourceName } from "../names";
import { fileInspection } from "./fileInspection";
import type { Lifecycle } from "./kit/lifecycle";
import { notificationConfig } from "./notificationConfig";
import { scanJob } from "./scanJob";
import { thresholdNotificationConfig } from "./thresholdNotificationConfig";

/** A lifecycle over plain properties, as every engine sends them. */
export type AnyLifecycle = Lifecycle<object, object>;

/** How each resource lives. */
export const lifecycles: Readonly<Record<ResourceName, AnyLifecycle>> = {
  ScanJob: overProperties(scanJob),
  NotificationConfig: overProperties(notificationConfig),
  ThresholdNotificationConfig: overProperties(thresholdNotificationConfig),
  FileInspection: overProperties(fileInspection),
};

/**
 * The one place where plain properties take a lifecycle's types: inputs have passed `check`, and what is stored is
 * partial, because an older release may have written it.
 */
function overProperties<Inputs extends object, Outputs extends object>(
  lifecycle: Lifecycle<Inputs, Outputs>,
): AnyLifecycle {
  return {
    ...lifecycle,
    diff: (ctx, id, olds, news) => lifecycle.diff(ctx, id, olds as Partial<Outputs>, news as Inputs),
    create: (ctx, inputs) => lifecycle.create(ctx, inputs as Inputs),
    update: (ctx, id, olds, news) => lifecycle.update(ctx, id, olds as Partial<Outputs>, news as Inputs),
    read: (ctx, id, { inputs, outputs }) =>
      lifecycle.read(ctx, id, { inputs: inputs as Partial<Inputs>, outputs: outputs as Partial<Outputs> }),
    delete: (ctx, id, outputs) => lifecycle.delete(ctx, id, outputs as Partial<Outputs>),
  };
}
