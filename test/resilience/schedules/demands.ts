import { isDeepStrictEqual } from "node:util";
import { statusCodes } from "../../../provider/ncp/api/wsc/schemas";
import type { Properties } from "../../../provider/resources/kit/lifecycle";
import type { Program, Recorded } from "../../support/fakeEngine";
import type { Job } from "../../support/remote";
import { day } from "../../support/time";

/** What was there when a run began. */
export interface Scene {
  readonly state: ReadonlyMap<string, Recorded>;
  readonly jobs: ReadonlyMap<number, Job>;
  readonly now: number;
}

/** What a scan is demanded by: a resource without one, another target or identity, other triggers, or its end. */
export function isDemanded({ startUrl }: Job, scene: Scene, program: Program): boolean {
  const found = Object.entries(program).find(([, { args }]) => args.startUrl === startUrl);
  if (found === undefined) return false;
  const [name, { args }] = found;
  const old = scene.state.get(name);
  return isOtherScan(old, args) || hasRunOut(old, scene, args);
}

/** Whether the program asks for another scan than the recorded one. */
export function isOtherScan(old: Recorded | undefined, args: Properties): boolean {
  return differs(old, { userAgent: "PC Chrome", ...args }, ["startUrl", "userAgent", "triggers"]);
}

/** Its latest scan has failed, or is too old, and the program says that it runs again then. */
function hasRunOut(old: Recorded | undefined, { jobs, now }: Scene, args: Properties): boolean {
  const job = jobs.get(Number(old?.outputs.instanceNo));
  if (job === undefined || job.endedAt === null) return false;
  const isOld = args.maxAge === "30d" && now - job.endedAt > 30 * day;
  return isOld || (args.rerunOnFailure === true && hasFailed(job));
}

/** How the scans of the schedules go wrong: by themselves, or by a deletion that was killed half-way. */
const failures: readonly number[] = [
  statusCodes.diagnosticFailed,
  statusCodes.diagnosticCanceled,
  statusCodes.stopped,
];

export function hasFailed({ stage }: Job): boolean {
  return failures.includes(stage);
}

export function differs(old: Recorded | undefined, args: object, keys: readonly string[]): boolean {
  const wanted: Record<string, unknown> = { ...args };
  return old === undefined || keys.some((key) => !isDeepStrictEqual(old.outputs[key], wanted[key]));
}
