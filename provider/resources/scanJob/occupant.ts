import { type JobRecord, statusCodes } from "../../ncp/api/wsc/schemas";
import type { Context } from "../kit/lifecycle";
import { findPhase, isActive, readOfferedPhase } from "./state";
import { readHost, toHostAndPort } from "./target";

/** A job that keeps a target busy. */
export interface Occupant {
  job: JobRecord;
  stopping: boolean;
}

/** NCP allows one scan a target at a time. */
export async function findOccupant(ctx: Context, startUrl: string): Promise<Occupant | undefined> {
  const active = (await matchTarget(ctx, startUrl, null)).find(isUnderWay);
  if (active !== undefined) return { job: active, stopping: false };
  const [stopping] = await matchTarget(ctx, startUrl, statusCodes.stopping);
  return stopping === undefined ? matchAnySpelling(ctx, startUrl) : { job: stopping, stopping: true };
}

async function matchTarget(
  ctx: Context,
  startUrl: string,
  statusCode: typeof statusCodes.stopping | null,
): Promise<JobRecord[]> {
  const scope = { searchType: "url", searchKeyword: readHost(startUrl), statusCode } as const;
  return ctx.jobs.filter(scope, isOn(startUrl), { about: toHostAndPort(startUrl) });
}

/** A search finds text, and a host can be spelled in several ways, so one that finds nothing proves nothing. */
async function matchAnySpelling(ctx: Context, startUrl: string): Promise<Occupant | undefined> {
  const open = (await ctx.jobs.filter("account", isOn(startUrl), { about: toHostAndPort(startUrl) })).filter(
    (job) => !job.end_date,
  );
  for (const job of open) {
    const phase = await findPhase(ctx, job);
    if (isActive(phase)) return { job, stopping: phase === "stopping" };
  }
  return undefined;
}

function isOn(startUrl: string): (job: JobRecord) => boolean {
  const target = toHostAndPort(startUrl);
  return (job) => toHostAndPort(job.start_url) === target;
}

function isUnderWay(job: JobRecord): boolean {
  return isActive(readOfferedPhase(job));
}
