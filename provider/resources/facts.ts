import type { ResourceName } from "../names";

/** How long each step that waits may take when the program does not say: durations such as "90m". */
export type Timeouts = Readonly<Partial<Record<"create" | "update" | "delete", string>>>;

/** What both the programs and the provider process must know of a resource, free of any library. */
export interface ResourceFacts {
  readonly module: "wsc" | "filesafer";
  /** What a program gives. */
  readonly arguments: readonly string[];
  /** Inputs that are encrypted in state and never printed. */
  readonly secrets: readonly string[];
  /** Outputs beside the inputs. */
  readonly computed: readonly string[];
  readonly timeouts: Timeouts;
}

export const resources = {
  ScanJob: {
    module: "wsc",
    arguments: [
      "startUrl",
      "excludeUrls",
      "headers",
      "vulnerabilityItems",
      "userAgent",
      "speed",
      "memo",
      "rescanOf",
      "adopt",
      "triggers",
      "maxAge",
      "rescan",
      "rerunOnFailure",
      "waitFor",
      "gate",
      "reportFiles",
      "timeouts",
    ],
    secrets: ["headers"],
    computed: [
      "instanceNo",
      "masterInstanceNo",
      "marker",
      "holder",
      "state",
      "status",
      "progress",
      "crawledUrlCount",
      "vulnerabilityCount",
      "riskCounts",
      "submittedAt",
      "startedAt",
      "endedAt",
      "resultAction",
    ],
    timeouts: { create: "90m", update: "90m", delete: "10m" },
  },
  NotificationConfig: {
    module: "filesafer",
    arguments: ["filter", "notificationType", "onDestroy"],
    secrets: [],
    computed: ["previousNotificationType", "holder"],
    timeouts: {},
  },
  ThresholdNotificationConfig: {
    module: "filesafer",
    arguments: ["filter", "thresholds", "onDestroy"],
    secrets: [],
    computed: ["previousThresholds", "holder"],
    timeouts: {},
  },
  FileInspection: {
    module: "filesafer",
    arguments: ["source", "archivePassword", "allow", "triggers", "timeouts"],
    secrets: ["archivePassword"],
    computed: [
      "sha1",
      "md5",
      "sha256",
      "fileSize",
      "verdict",
      "statusCode",
      "resultCode",
      "entries",
      "entryCount",
      "inspectedAt",
    ],
    timeouts: { create: "10m", update: "10m" },
  },
} as const satisfies Record<ResourceName, ResourceFacts>;

/**
 * The only key of what the SDK sends in place of a value that Pulumi would lose, with the problem as text: `check`
 * refuses it, so none is ever stored.
 */
export const problemKey = "ncloud-security:problem";
