import { type JobRecord, type StatusCode, statusCodes } from "../../ncp/api/wsc/schemas";
import type { Context } from "../kit/lifecycle";
import type { JobState } from "../outputs";

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

/** Where a job stands, asked from searchJobs where its record leaves that open. */
export async function findPhase(ctx: Context, job: JobRecord): Promise<JobPhase> {
  const offered = readOfferedPhase(job);
  if (offered !== undefined) return offered;
  for (const [statusCode, phase] of phasesWithoutButton) {
    const found = await ctx.jobs.search({
      searchType: "url",
      searchKeyword: job.start_url ?? "",
      statusCode,
    });
    if (found.some((each) => each.instanceNo === job.instanceNo)) return phase;
  }
  return "unknown";
}

export function isActive(phase: JobPhase | undefined): boolean {
  return phase === "waiting" || phase === "running" || phase === "stopping";
}

/** A job that is stopping still occupies its target, so the program sees it as running. */
export function showPhase(phase: JobPhase): JobState {
  return phase === "stopping" ? "running" : phase;
}
