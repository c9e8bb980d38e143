import { type JobRecord, statusCodes } from "../../ncp/api/wsc/schemas";
import type { Context } from "../kit/lifecycle";
import { isActive, offeredPhase, phaseOf } from "./state";
import { hostAndPortOf, spelledHost } from "./target";

/** A job that keeps a target busy. */
export interface Occupant {
  job: JobRecord;
  stopping: boolean;
}

/** NCP allows one scan a target at a time. */
export async function occupantOf(ctx: Context, startUrl: string): Promise<Occupant | undefined> {
  const active = (await onTarget(ctx, startUrl, null)).find(isUnderWay);
  if (active !== undefined) return { job: active, stopping: false };
  const [stopping] = await onTarget(ctx, startUrl, statusCodes.stopping);
  return stopping === undefined ? anySpelling(ctx, startUrl) : { job: stopping, stopping: true };
}

async function onTarget(
  ctx: Context,
  startUrl: string,
  statusCode: typeof statusCodes.stopping | null,
): Promise<JobRecord[]> {
  const found = await ctx.jobs.search({
    searchType: "url",
    searchKeyword: spelledHost(startUrl),
    statusCode,
  });
  return found.filter(isOn(startUrl));
}

/** A search finds text, and a host can be spelled in several ways, so one that finds nothing proves nothing. */
async function anySpelling(ctx: Context, startUrl: string): Promise<Occupant | undefined> {
  const open = (await ctx.jobs.filter(isOn(startUrl))).filter((job) => !job.end_date);
  for (const job of open) {
    const phase = await phaseOf(ctx, job);
    if (isActive(phase)) return { job, stopping: phase === "stopping" };
  }
  return undefined;
}

function isOn(startUrl: string): (job: JobRecord) => boolean {
  const target = hostAndPortOf(startUrl);
  return (job) => hostAndPortOf(job.start_url) === target;
}

function isUnderWay(job: JobRecord): boolean {
  return isActive(offeredPhase(job));
}
