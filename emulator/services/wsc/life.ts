import type { StatusCode } from "../../../provider/ncp/api/wsc/schemas";
import type { Context } from "../../account/context";
import type { Pace } from "../../types";
import { type Job, listJobsIn, updateJob } from "./jobs";
import { activeStages, stages } from "./stages";
import { countFindings, findOutcome, type ScanOutcome } from "./targets";

/** The job in a stage, with the moments and findings that entering it sets; `find` tells what a scan of it comes to. */
function enterStage(job: Job, stage: StatusCode, at: number, find: () => ScanOutcome): Job {
  const restarted = stage === 12;
  const crawling = !restarted && stage !== 91;
  const scanning = stage === 3 || stage === 4;
  return {
    ...job,
    stage,
    stageSince: at,
    crawlStartedAt: restarted ? null : (job.crawlStartedAt ?? (crawling ? at : null)),
    scanStartedAt: restarted ? null : (job.scanStartedAt ?? (scanning ? at : null)),
    endedAt: stages[stage].kind === "final" ? at : null,
    findings: stage === 4 ? countFindings(find(), job.startUrl) : null,
  };
}

/** The stage after this one; a target that is bound to fail fails where the stage would have ended well. */
function findFollowing(stage: StatusCode, outcome: ScanOutcome): StatusCode | undefined {
  const fails = "fails" in outcome ? outcome.fails : undefined;
  if (stage === 13 && fails === "crawl") return 15;
  return stage === 3 && fails === "scan" ? 5 : stages[stage].next;
}

/** When a stage that began then is over; never at the manual pace. */
function findEnd(stageSince: number, now: number, pace: Pace): number {
  if (pace === "instant") return now;
  return pace === "manual" ? Number.POSITIVE_INFINITY : stageSince + pace * 1000;
}

/** The job at `now`, after all the stages that the pace has taken it through. */
function ageJob(job: Job, now: number, pace: Pace, outcome: ScanOutcome): Job {
  const next = findFollowing(job.stage, outcome);
  const at = findEnd(job.stageSince, now, pace);
  if (next === undefined || at > now) return job;
  const entered = enterStage(job, next, at, () => outcome);
  return ageJob(entered, now, pace, outcome);
}

/** Moves every active job to where it is by now. */
export function settleJobs(ctx: Context, pace: Pace = ctx.settings.pace): void {
  const { database, clock } = ctx;
  if (pace === "manual") return;
  const now = clock.now();
  const listDue = () =>
    listJobsIn(database, activeStages).filter(({ stageSince }) => findEnd(stageSince, now, pace) <= now);
  // Most looks find nothing to do, and need not wait for who writes to the same file.
  if (listDue().length === 0) return;
  database.transaction(() => {
    for (const job of listDue())
      updateJob(database, ageJob(job, now, pace, findOutcome(database, job.startUrl)));
  });
}

/**
 * The same before a call that changes something. At the instant pace jobs go on only when they
 * are looked at, so that a job can be canceled, and refuses a second one, until then.
 */
export function settleTimedJobs(ctx: Context): void {
  const { pace } = ctx.settings;
  if (pace !== "instant") settleJobs(ctx, pace);
}

/** Puts a job into a stage, as an answer to a call or by hand. */
export function moveJob(ctx: Context, job: Job, stage: StatusCode, at = ctx.clock.now()): Job {
  const moved = enterStage(job, stage, at, () => findOutcome(ctx.database, job.startUrl));
  updateJob(ctx.database, moved);
  return moved;
}

/** Where a job's next step takes it; nowhere from a final stage. */
export function findNextStage(ctx: Context, job: Job): StatusCode | undefined {
  return findFollowing(job.stage, findOutcome(ctx.database, job.startUrl));
}

/** Lets every active job begin its stage again, for a pace that was not there when it entered it. */
export function rebaseJobs(ctx: Context): void {
  const now = ctx.clock.now();
  for (const job of listJobsIn(ctx.database, activeStages))
    updateJob(ctx.database, { ...job, stageSince: now });
}
