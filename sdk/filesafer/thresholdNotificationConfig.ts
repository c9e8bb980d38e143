import * as pulumi from "@pulumi/pulumi";
import { composeOwner, composeRegistration, deleteFirst, type Existing } from "../resource";
import type { Filter, OnDestroy, ThresholdNotificationType } from "./values";

/** One threshold: so many within so many minutes. */
export interface ThresholdArgs {
  /** What is counted: "MAL" (malware found) or "ERR" (failed queries). */
  notificationType: pulumi.Input<ThresholdNotificationType>;
  /** The minutes within which it is counted: 5 to 30, in steps of 5. */
  referenceTime: pulumi.Input<number>;
  /** The count that notifies: 1 to 1000. */
  thresholdValue: pulumi.Input<number>;
}

/** At which counts a filter notifies. */
export interface ThresholdNotificationConfigArgs {
  /** Whose notifications: "hash" (Hash Filter) or "file" (File Filter). A change replaces the resource. */
  filter: pulumi.Input<Filter>;
  /**
   * The thresholds, in any order: at most one for each `notificationType`. An empty list means none. A change sets
   * them.
   */
  thresholds: pulumi.Input<pulumi.Input<ThresholdArgs>[]>;
  /**
   * What deleting this resource leaves: "off" leaves no thresholds, "restore" those from before it. Default: "off". A
   * change is recorded.
   */
  onDestroy?: pulumi.Input<OnDestroy>;
}

/** One threshold as it is set. */
export interface Threshold {
  /** What is counted: "MAL" (malware found) or "ERR" (failed queries). */
  notificationType: ThresholdNotificationType;
  /** The minutes within which it is counted. */
  referenceTime: number;
  /** The count that notifies. */
  thresholdValue: number;
}

/**
 * Notifications of File Safer by count. An account has one set of thresholds for each filter.
 *
 * @see https://api.ncloud-docs.com/docs/en/security-filesafer-setthresholdnoticonfig
 * @example
 * new security.filesafer.ThresholdNotificationConfig("outbreak", {
 *   filter: "file",
 *   thresholds: [{ notificationType: "MAL", referenceTime: 10, thresholdValue: 5 }],
 * });
 */
export class ThresholdNotificationConfig extends pulumi.CustomResource {
  /** As given; also the id. */
  declare readonly filter: pulumi.Output<Filter>;
  /** What is set, in the order that was given; a refresh shows what the console has changed since. */
  declare readonly thresholds: pulumi.Output<Threshold[]>;
  /** As given; "off" by default. */
  declare readonly onDestroy: pulumi.Output<OnDestroy>;
  /**
   * What was set when this resource was created; undefined for one that is only read. `onDestroy: "restore"` puts it
   * back.
   */
  declare readonly previousThresholds: pulumi.Output<Threshold[] | undefined>;

  constructor(name: string, args: ThresholdNotificationConfigArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, opts: Existing);
  constructor(
    name: string,
    args: ThresholdNotificationConfigArgs | undefined,
    opts?: pulumi.CustomResourceOptions,
  ) {
    // What was there before is put back before the new one looks for it.
    super(
      ...composeRegistration(
        "ThresholdNotificationConfig",
        name,
        args && { ...args, owner: composeOwner("ThresholdNotificationConfig", name, opts) },
        deleteFirst(opts),
      ),
    );
  }

  /** Reads the thresholds of a filter, without managing them. The id is the filter. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    opts?: pulumi.CustomResourceOptions,
  ): ThresholdNotificationConfig {
    return new ThresholdNotificationConfig(name, undefined, { ...opts, id });
  }
}
