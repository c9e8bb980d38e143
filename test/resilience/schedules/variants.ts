import type { Declared } from "../../support/fakeEngine";
import type { Artefact } from "../../support/files";
import { entry } from "../subjects";
import { canaries, type Name, siteOf } from "./schedule";

const headers = { Cookie: `session=${canaries.cookie}` };
const short = { timeouts: { create: "20s", update: "20s", delete: "5m" } };
/** Long enough for a scan to complete while time passes. */
const long = { timeouts: { create: "40s", update: "40s", delete: "5m" } };

/** What scans of these sites find is always within this. */
const gate = { high: 2, total: 100 };

/** Variants of each resource: changes in place, changes that replace, and waits. */
export function variantsOf(files: readonly Artefact[]): Readonly<Record<Name, readonly Declared[]>> {
  return {
    shop: scans("shop"),
    blog: scans("blog"),
    alerts: [
      notification({ notificationType: "MAL" }),
      notification({ notificationType: "ALL" }),
      notification({ notificationType: "ERR" }),
      notification({ notificationType: "MAE", onDestroy: "restore" }),
    ],
    outbreak: [
      thresholds({ thresholds: [entry("MAL", 1), entry("ERR", 2)] }),
      thresholds({ thresholds: [entry("ERR", 2)] }),
      thresholds({ thresholds: [entry("MAL", 7)] }),
      thresholds({ thresholds: [] }),
      thresholds({ thresholds: [entry("MAL", 3)], onDestroy: "restore" }),
    ],
    artefact: files.flatMap(({ path }) => [1, 2].map((release) => inspection(path, release))),
  };
}

function scans(host: string): Declared[] {
  const scan = (release: number, more: object = {}): Declared => ({
    type: "ScanJob",
    args: { startUrl: siteOf(host), headers, triggers: { release }, ...short, ...more },
  });
  return [
    scan(1),
    scan(2),
    scan(2, { waitFor: "started" }),
    scan(2, { userAgent: "iPhone" }),
    scan(3, { rescan: "never" }),
    scan(2, { ...long, waitFor: "completed" }),
    scan(3, { ...long, waitFor: "completed", rerunOnFailure: true }),
    scan(3, { rerunOnFailure: true, rescan: "never" }),
    scan(2, { ...long, gate }),
    scan(2, { ...long, gate: strict }),
    scan(1, { maxAge: "30d" }),
    scan(3, { ...long, maxAge: "30d", gate }),
  ];
}

/** One of these sites is clean, the other is not. */
export const strict = { total: 0 };

function notification(args: object): Declared {
  return { type: "NotificationConfig", args: { filter: "hash", ...args } };
}

function thresholds(args: object): Declared {
  return { type: "ThresholdNotificationConfig", args: { filter: "file", ...args } };
}

function inspection(source: string, release: number): Declared {
  return {
    type: "FileInspection",
    args: { source, archivePassword: canaries.password, triggers: { release } },
  };
}
