import { isNcloudError, ServiceError } from "../../gateway/errors";
import type { JobRecord } from "../../services/wsc";
import type { Context, Stored } from "../lifecycle";
import { poll } from "../poll";
import { inputsOf } from "../recorded";
import { scanJobInputs } from "./inputs";
import { markerOf } from "./marker";
import type { ScanJobOutputs } from "./outputs";
import { ownJobs } from "./ownJobs";
import { isActive, type JobPhase, offeredPhase, phaseOf } from "./state";

/** Refusals in a row after which a cancel or stop is not taken for a race any more. */
const patience = 5;

/** Ends a job in whatever state it is; a finished job stays, for NCP has no way to delete one. */
export async function endJob(ctx: Context, instanceNo: number, deadline: number): Promise<void> {
  const refusals: unknown[] = [];
  const ended = await poll(ctx, deadline, async () => {
    const job = await ctx.memory.jobs.find(instanceNo);
    if (job === undefined || hasEnded(job)) return true;
    return step(ctx, instanceNo, await phaseOf(ctx, job), refusals);
  });
  if (ended !== undefined) return;
  throw new ServiceError(`scan job ${instanceNo} did not end in time`, {
    service: "wsc",
    operation: "stopJob",
    hint: "Run the command again, raise timeouts.delete, or end it in the console; `pulumi state delete` forgets it",
  });
}

/** Jobs of a re-run whose answer was lost, and that no later run has found: nobody else would end them. */
export async function lostJobs(
  ctx: Context,
  outputs: Stored<ScanJobOutputs>,
  instanceNo: number,
): Promise<number[]> {
  const { startUrl } = outputs;
  if (startUrl === undefined || outputs.owner === undefined) return [];
  const marker = markerOf(inputsOf(scanJobInputs, outputs, {}));
  const own = await ownJobs(ctx, marker, instanceNo);
  return own.filter((job) => isActive(offeredPhase(job))).map((job) => job.instanceNo);
}

/** A job in a state that no document describes has ended if its record says when. */
function hasEnded(job: JobRecord): boolean {
  return offeredPhase(job) === undefined && job.end_date !== undefined && job.end_date !== "";
}

async function step(
  ctx: Context,
  instanceNo: number,
  phase: JobPhase,
  refusals: unknown[],
): Promise<true | undefined> {
  switch (phase) {
    case "waiting":
      return attempt(ctx, refusals, () => ctx.client.wsc.cancelJob({ instanceNo }));
    case "running":
      return attempt(ctx, refusals, () => ctx.client.wsc.stopJob({ instanceNo }));
    case "stopping":
      return undefined;
    case "unknown":
      return attempt(ctx, refusals, () => ctx.client.wsc.stopJob({ instanceNo }));
    default:
      return true;
  }
}

/** A job may move on between the look and the call; the refusal is then answered by another look. */
async function attempt(ctx: Context, refusals: unknown[], end: () => Promise<unknown>): Promise<undefined> {
  try {
    await end();
  } catch (error) {
    if (!isNcloudError(error, "conflict", "service", "notFound", "invalidInput")) throw error;
    refusals.push(error);
    if (refusals.length >= patience) throw error;
  } finally {
    ctx.memory.jobs.forget();
  }
  return undefined;
}
