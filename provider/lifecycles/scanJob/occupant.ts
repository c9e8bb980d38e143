import { type JobRecord, statusCodes } from "../../services/wsc";
import type { Context } from "../lifecycle";
import { isActive, offeredPhase } from "./state";
import { spelledHost, targetOf } from "./target";

/** A job that keeps a target busy. */
export interface Occupant {
  job: JobRecord;
  stopping: boolean;
}

/** NCP allows one scan a target at a time. */
export async function occupantOf(ctx: Context, startUrl: string): Promise<Occupant | undefined> {
  const active = (await onTarget(ctx, startUrl, null)).find(isUnderWay) ?? (await anySpelling(ctx, startUrl));
  if (active !== undefined) return { job: active, stopping: false };
  const [stopping] = await onTarget(ctx, startUrl, statusCodes.stopping);
  return stopping === undefined ? undefined : { job: stopping, stopping: true };
}

async function onTarget(
  ctx: Context,
  startUrl: string,
  statusCode: typeof statusCodes.stopping | null,
): Promise<JobRecord[]> {
  const found = await ctx.memory.jobs.search({
    searchType: "url",
    searchKeyword: spelledHost(startUrl),
    statusCode,
  });
  return found.filter(isOn(startUrl));
}

/** A search finds text, and a host can be spelled in several ways, so one that finds nothing proves nothing. */
async function anySpelling(ctx: Context, startUrl: string): Promise<JobRecord | undefined> {
  const isOnTarget = isOn(startUrl);
  const [found] = await ctx.memory.jobs.filter((job) => isUnderWay(job) && isOnTarget(job), { most: 1 });
  return found;
}

function isOn(startUrl: string): (job: JobRecord) => boolean {
  const target = targetOf(startUrl);
  return (job) => targetOf(job.start_url) === target;
}

function isUnderWay(job: JobRecord): boolean {
  return isActive(offeredPhase(job));
}
