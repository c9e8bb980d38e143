import { type JobRecord, type StatusCode, statusCodes } from "../../ncp/api/wsc/schemas";
import { burst, type Criteria } from "../../ncp/client/jobListing";
import type { Context } from "../kit/lifecycle";
import type { JobState } from "../outputs";
import { readSign } from "./marker";
import { findScope } from "./records";

/** A job's state with the moment between running and stopped, in which nothing can be done. */
export type JobPhase = JobState | "stopping";

/** The texts of a job's status are not documented; the action that NCP offers for it is. */
const phaseOfButton: Readonly<Record<string, JobPhase>> = {
  cancel: "waiting",
  terminate: "running",
  report: "completed",
  expired: "completed",
  cause: "failed",
};

/**
 * Phases in which no action is offered, by the status code that searchJobs finds them under. A job
 * goes from stopping to stopped, so asking in this order cannot miss one that moves meanwhile.
 */
const phasesWithoutButton: readonly (readonly [StatusCode, JobPhase])[] = [
  [statusCodes.diagnosticCanceled, "canceled"],
  [statusCodes.stopping, "stopping"],
  [statusCodes.stopped, "stopped"],
];

/** The phase that a record tells by itself. */
export function readOfferedPhase(job: JobRecord): JobPhase | undefined {
  return phaseOfButton[job.result_button ?? ""];
}

/**
 * Where a job stands, asked from searchJobs where its record leaves that open, in rows that may be up to `maxAge`
 * milliseconds old.
 */
export async function findPhase(ctx: Context, job: JobRecord, maxAge = burst): Promise<JobPhase> {
  const offered = readOfferedPhase(job);
  if (offered !== undefined) return offered;
  // Rows that are older than the job's own may be from before it was stopped.
  return (await searchPhase(ctx, job, maxAge)) ?? (await searchPhase(ctx, job, 0)) ?? "unknown";
}

async function searchPhase(ctx: Context, job: JobRecord, maxAge: number): Promise<JobPhase | undefined> {
  const scope = findPhaseScope(ctx, job);
  for (const [statusCode, phase] of phasesWithoutButton) {
    if ((await ctx.jobs.find({ ...scope, statusCode }, job.instanceNo, maxAge)) !== undefined) return phase;
  }
  return undefined;
}

/** A listing of all jobs does not tell phases apart: only searches do. */
function findPhaseScope(ctx: Context, job: JobRecord): Criteria {
  const scope = findScope(ctx, { sign: readSign(job), startUrl: job.start_url });
  const searchKeyword = job.start_url ?? "";
  return scope === "account" ? { searchType: "url", searchKeyword, statusCode: null } : scope;
}

export function isActive(phase: JobPhase | undefined): boolean {
  return phase === "waiting" || phase === "running" || phase === "stopping";
}

/** True where nothing can happen to a job any more. */
export function isOver(phase: JobPhase | undefined): boolean {
  return phase !== undefined && phase !== "unknown" && !isActive(phase);
}

/** A job that is stopping still occupies its target, so the program sees it as running. */
export function showPhase(phase: JobPhase): JobState {
  return phase === "stopping" ? "running" : phase;
}
