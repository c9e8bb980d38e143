import type { JobRecord } from "../../ncp/api/wsc/schemas";
import { oneRun } from "../../ncp/client/jobListing";
import { isNcloudError, ServiceError } from "../../ncp/errors";
import type { Context, Stored } from "../kit/lifecycle";
import { pollUntil } from "../kit/poll";
import { isHeldByAnother, isKept, noteCanceled } from "./holds";
import { readSign, signOfHolder } from "./marker";
import { type JobFacts, readNumbers, type ScanJobOutputs } from "./outputs";
import { findOwnJobs, findUnlessGone, isOwn } from "./ownJobs";
import { findRecord, lag } from "./records";
import { findPhase, isActive, isOver, type JobPhase, readOfferedPhase } from "./state";

/** Refusals in a row after which a cancel or stop is not taken for a race any more. */
const patience = 5;

/** A resource that is deleted. */
export interface Leaving {
  readonly outputs: Stored<ScanJobOutputs>;
  readonly deadline: number;
}

/** Ends the jobs of a resource that no other one has: the latest, and those of which no state tells. */
export async function endJobs(ctx: Context, leaving: Leaving, latest: JobFacts): Promise<void> {
  const { outputs } = leaving;
  for (const job of [latest, ...(await findLostJobs(ctx, outputs, latest))]) {
    if (isHeldByAnother(ctx, job.instanceNo, outputs.holder) || isKept(ctx, job.instanceNo)) continue;
    await endJob(ctx, leaving, job);
  }
}

/** Jobs of a re-run whose answer was lost, and that no later run has found: nobody else would end them. */
async function findLostJobs(
  ctx: Context,
  { holder }: Stored<ScanJobOutputs>,
  latest: JobFacts,
): Promise<JobFacts[]> {
  if (holder === undefined) return [];
  // A search that does not even find the job that is known finds no lost one either.
  if (latest.sign !== undefined) await findRecord(ctx, latest, lag);
  const own = await findOwnJobs(ctx, signOfHolder(holder), latest.instanceNo, { maxAge: lag });
  return own.filter((job) => isActive(readOfferedPhase(job))).map(readNumbers);
}

/** Ends a job in whatever state it is; a finished job stays, for NCP has no way to delete one. */
async function endJob(ctx: Context, { outputs, deadline }: Leaving, known: JobFacts): Promise<void> {
  if (isOver(known.state)) return;
  const refusals: unknown[] = [];
  const whereabouts = { ...known, startUrl: outputs.startUrl };
  let maxAge = oneRun;
  const ended = await pollUntil(ctx, deadline, async (interval) => {
    const job = await findUnlessGone(ctx, whereabouts, maxAge);
    maxAge = interval / 2;
    if (job === undefined || hasEnded(job)) return true;
    if (isOwn(job, known.sign, outputs)) return takeStep(ctx, job, refusals);
    ctx.log(
      `scan job ${job.instanceNo} is left as it is: it is of another target, or bears another memo, than the one of this resource`,
    );
    return true;
  });
  if (ended !== undefined) return;
  throw new ServiceError(`scan job ${known.instanceNo} did not end in time`, {
    service: "wsc",
    operation: "stopJob",
    hint: "Run the command again, raise timeouts.delete, or end it in the console; `pulumi state delete` forgets it",
  });
}

/** A job in a state that no document describes has ended if its record says when. */
function hasEnded(job: JobRecord): boolean {
  return readOfferedPhase(job) === undefined && Boolean(job.end_date);
}

/** What is to be done in each phase; nothing in one that is over. */
const calls: Readonly<Partial<Record<JobPhase, "cancelJob" | "stopJob">>> = {
  waiting: "cancelJob",
  running: "stopJob",
  unknown: "stopJob",
};

/** True once the job has ended: a canceled one at once, a stopped one when a later look says so. */
async function takeStep(ctx: Context, job: JobRecord, refusals: unknown[]): Promise<true | undefined> {
  const phase = await findPhase(ctx, job);
  const call = calls[phase];
  if (call === undefined) return phase === "stopping" ? undefined : true;
  const isAccepted = await attempt(ctx, job, refusals, () =>
    ctx.client.wsc[call]({ instanceNo: job.instanceNo }),
  );
  if (!isAccepted || call !== "cancelJob") return undefined;
  noteCanceled(ctx, job.instanceNo);
  return true;
}

/** A job may move on between the look and the call; the refusal is then answered by another look. */
async function attempt(
  ctx: Context,
  job: JobRecord,
  refusals: unknown[],
  end: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await end();
    return true;
  } catch (error) {
    if (!isNcloudError(error, "conflict", "service", "notFound", "invalidInput")) throw error;
    refusals.push(error);
    if (refusals.length >= patience) throw error;
    return false;
  } finally {
    noteChange(ctx, job);
  }
}

/** One that replaces this resource may bear the same sign, and must not take the job for active. */
function noteChange({ jobs }: Context, job: JobRecord): void {
  jobs.noteChange(job.instanceNo);
  const sign = readSign(job);
  if (sign !== undefined) jobs.noteChange(sign);
}
