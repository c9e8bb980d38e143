import * as pulumi from "@pulumi/pulumi";
import { composeOwner, composeRegistration, deleteFirst, type Existing } from "../resource";
import type { Filter, NotificationType, OnDestroy } from "./values";

/** Which filter notifies, and when. */
export interface NotificationConfigArgs {
  /** Whose notifications: "hash" (Hash Filter) or "file" (File Filter). A change replaces the resource. */
  filter: pulumi.Input<Filter>;
  /**
   * When to notify: "OFF" (never), "MAL" (malware), "MAE" (malware or a failed query), "ERR" (a failed query) or
   * "ALL" (every result). A change sets it.
   */
  notificationType: pulumi.Input<NotificationType>;
  /**
   * What deleting this resource sets: "off", or with "restore" what was set before it. Default: "off". A change is
   * recorded.
   */
  onDestroy?: pulumi.Input<OnDestroy>;
}

/**
 * When File Safer notifies. An account has one such setting for each filter; its recipients are set
 * in the console.
 *
 * @see https://api.ncloud-docs.com/docs/en/security-filesafer-setnoticonfig
 * @example
 * new security.filesafer.NotificationConfig("uploads", {
 *   filter: security.filesafer.Filter.File,
 *   notificationType: security.filesafer.NotificationType.Malware,
 * });
 */
export class NotificationConfig extends pulumi.CustomResource {
  /** As given; also the id. */
  declare readonly filter: pulumi.Output<Filter>;
  /** What is set: as given, or as the console has changed it since, which a refresh shows. */
  declare readonly notificationType: pulumi.Output<NotificationType>;
  /** As given; "off" by default. */
  declare readonly onDestroy: pulumi.Output<OnDestroy>;
  /**
   * What was set when this resource was created; undefined for one that is only read. `onDestroy: "restore"` puts it
   * back.
   */
  declare readonly previousNotificationType: pulumi.Output<NotificationType | undefined>;

  constructor(name: string, args: NotificationConfigArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, opts: Existing);
  constructor(name: string, args: NotificationConfigArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    // What was there before is put back before the new one looks for it.
    super(
      ...composeRegistration(
        "NotificationConfig",
        name,
        args && { ...args, owner: composeOwner("NotificationConfig", name, opts) },
        deleteFirst(opts),
      ),
    );
  }

  /** Reads the setting of a filter, without managing it. The id is the filter. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    opts?: pulumi.CustomResourceOptions,
  ): NotificationConfig {
    return new NotificationConfig(name, undefined, { ...opts, id });
  }
}
