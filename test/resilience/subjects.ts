import type { ResourceName } from "../../provider/names";
import type { Threshold } from "../../provider/ncp/api/filesafer/schemas";
import { indexByType } from "../../provider/resources/thresholdNotificationConfig/thresholds";
import type { Program } from "../support/fakeEngine";
import type { Artefact } from "../support/files";
import type { World } from "../support/world";

export const startUrl = "https://shop.example.com/";

const malware: Threshold = { notificationType: "MAL", referenceTime: 10, thresholdValue: 5 };
const errors: Threshold = { notificationType: "ERR", referenceTime: 30, thresholdValue: 1000 };

/** One kind of resource in the crash matrix: a program, a change of it, and what NCP holds after each. */
export interface Subject {
  readonly type: ResourceName;
  readonly program: Program;
  /** The same resource with a change that is an update in place. */
  readonly changed: Program;
  /** The call that each step stands and falls with; none where a step changes nothing at NCP. */
  readonly calls: Readonly<Partial<Record<Step, string>>>;
  /** The calls that a refresh reads with. */
  readonly reads: string;
  held(world: World): unknown;
  readonly holds: Readonly<Record<"nothing" | Step, unknown>>;
  /** What happens at NCP between the first `up` and a step. */
  readonly meanwhile?: Readonly<Partial<Record<Step, (world: World) => void>>>;
}

export type Step = "create" | "update" | "delete";

/** The steps that can be struck, each with the call at which. */
export function stepsOf({ calls }: Subject): [Step, string][] {
  return Object.entries(calls) as [Step, string][];
}

export const name = "it";

function programs(type: ResourceName, args: object, change: object) {
  return {
    program: { [name]: { type, args: { ...args } } },
    changed: { [name]: { type, args: { ...args, ...change } } },
  };
}

/** A program with other arguments for its resources. */
export function changed(program: Program, args: object): Program {
  const entries = Object.entries(program).map(([each, { type, args: own }]) => [
    each,
    { type, args: { ...own, ...args } },
  ]);
  return Object.fromEntries(entries);
}

export function entry(notificationType: "MAL" | "ERR", thresholdValue: number): Threshold {
  return { notificationType, referenceTime: 5, thresholdValue };
}

export const scan: Subject = {
  type: "ScanJob",
  ...programs("ScanJob", { startUrl, triggers: { release: 1 } }, { triggers: { release: 2 } }),
  calls: { create: "createJob", update: "createJob", delete: "cancelJob" },
  reads: "searchJobs",
  held: ({ remote }) => remote.activeJobs().map((job) => job.startUrl),
  holds: { nothing: [], create: [startUrl], update: [startUrl], delete: [] },
  meanwhile: { update: ({ remote }) => remote.finish() },
};

export const runningScan: Subject = {
  ...scan,
  calls: { delete: "stopJob" },
  meanwhile: { delete: ({ remote }) => remote.step() },
};

export const notification: Subject = {
  type: "NotificationConfig",
  ...programs("NotificationConfig", { filter: "hash", notificationType: "MAL" }, { notificationType: "ALL" }),
  calls: { create: "setNotiConfig", update: "setNotiConfig", delete: "setNotiConfig" },
  reads: "getNotiConfig",
  held: ({ remote }) => remote.notification("hash"),
  holds: { nothing: "OFF", create: "MAL", update: "ALL", delete: "OFF" },
};

export const threshold: Subject = {
  type: "ThresholdNotificationConfig",
  ...programs(
    "ThresholdNotificationConfig",
    { filter: "file", thresholds: [malware, errors] },
    { thresholds: [errors] },
  ),
  calls: {
    create: "setThresholdNotiConfig",
    update: "removeThresholdNotiConfig",
    delete: "removeThresholdNotiConfig",
  },
  reads: "getThresholdNotiConfig",
  // An order is no part of the setting.
  held: ({ remote }) => indexByType(remote.thresholds("file")),
  holds: { nothing: [], create: indexByType([malware, errors]), update: [errors], delete: [] },
};

/** Between the removal of all and the setting of the rest. */
export const emptiedThreshold: Subject = { ...threshold, calls: { update: "setThresholdNotiConfig" } };

/** What it holds is counted in uploads: NCP keeps every inspection, and may charge for it. */
export function inspection({ path, sha1 }: Artefact): Subject {
  return {
    type: "FileInspection",
    ...programs("FileInspection", { source: path, triggers: { release: 1 } }, { triggers: { release: 2 } }),
    calls: { create: "inputFile", update: "inputFile" },
    reads: "getInputFileLog",
    held: ({ remote }) => remote.inspections(sha1).length,
    holds: { nothing: 0, create: 1, update: 2, delete: 2 },
    // An inspection of the same moment as the recorded one does not answer new triggers.
    meanwhile: { update: (world) => world.pass(60_000) },
  };
}
