import type { ResourceName } from "../../provider/names";
import { fileInspection } from "../../provider/resources/fileInspection";
import type { Lifecycle } from "../../provider/resources/kit/lifecycle";
import { notificationConfig } from "../../provider/resources/notificationConfig";
import { scanJob } from "../../provider/resources/scanJob";
import { thresholdNotificationConfig } from "../../provider/resources/thresholdNotificationConfig";

/** A lifecycle over plain properties, as the engine sees all of them. */
export type AnyLifecycle = Pick<
  Lifecycle<object, object>,
  "check" | "diff" | "create" | "update" | "read" | "delete"
>;

export const lifecycles: Readonly<Record<ResourceName, AnyLifecycle>> = {
  ScanJob: overProperties(scanJob),
  NotificationConfig: overProperties(notificationConfig),
  ThresholdNotificationConfig: overProperties(thresholdNotificationConfig),
  FileInspection: overProperties(fileInspection),
};

/** Inputs have passed `check`, and stored properties are partial: the same casts as in the provider's own shell. */
function overProperties<Inputs extends object, Outputs extends object>(
  lifecycle: Lifecycle<Inputs, Outputs>,
): AnyLifecycle {
  return {
    check: (ctx, olds, news) => lifecycle.check(ctx, olds, news),
    diff: (ctx, id, olds, news) => lifecycle.diff(ctx, id, olds as Partial<Outputs>, news as Inputs),
    create: (ctx, inputs) => lifecycle.create(ctx, inputs as Inputs),
    update: (ctx, id, olds, news) => lifecycle.update(ctx, id, olds as Partial<Outputs>, news as Inputs),
    read: (ctx, id, { inputs, outputs }) =>
      lifecycle.read(ctx, id, { inputs: inputs as Partial<Inputs>, outputs: outputs as Partial<Outputs> }),
    delete: (ctx, id, outputs) => lifecycle.delete(ctx, id, outputs as Partial<Outputs>),
  };
}
