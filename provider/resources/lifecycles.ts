import type { ResourceName } from "../names";
import { fileInspection } from "./fileInspection";
import { dropDefaults, fillDefaults } from "./kit/defaults";
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
 * The one place where plain properties take a lifecycle's types: inputs have passed `check`, which leaves out what is
 * as by default, and what is stored is partial, because an older release may have written it.
 */
function overProperties<Inputs extends object, Outputs extends object>(
  lifecycle: Lifecycle<Inputs, Outputs>,
): AnyLifecycle {
  const { definition } = lifecycle;
  const complete = (inputs: object) => fillDefaults(definition, inputs) as Inputs;
  return {
    ...lifecycle,
    async check(ctx, olds, news) {
      const { inputs, failures } = await lifecycle.check(ctx, olds, news);
      return { inputs: dropDefaults(ctx, definition, inputs, news), failures };
    },
    diff: (ctx, id, olds, news) => lifecycle.diff(ctx, id, olds as Partial<Outputs>, complete(news)),
    create: (ctx, inputs) => lifecycle.create(ctx, complete(inputs)),
    update: (ctx, id, olds, news) => lifecycle.update(ctx, id, olds as Partial<Outputs>, complete(news)),
    async read(ctx, id, { inputs, outputs }) {
      const stored = { inputs: inputs as Partial<Inputs>, outputs: outputs as Partial<Outputs> };
      const found = await lifecycle.read(ctx, id, stored);
      return found && { ...found, inputs: dropDefaults(ctx, definition, found.inputs, inputs) };
    },
    delete: (ctx, id, outputs) => lifecycle.delete(ctx, id, outputs as Partial<Outputs>),
  };
}
