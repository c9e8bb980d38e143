import { type JobRecord, statusCodes } from "../../services/wsc";
import type { Context } from "../lifecycle";
import { isActive, offeredPhase } from "./state";

/** A job that keeps a target busy. */
export interface Occupant {
  job: JobRecord;
  stopping: boolean;
}

/** NCP allows one scan a target at a time; taken to be one a host and port (inferred). */
export async function occupantOf(ctx: Context, startUrl: string): Promise<Occupant | undefined> {
  const target = targetOf(startUrl);
  const onTarget = async (statusCode: typeof statusCodes.stopping | null) => {
    const found = await ctx.memory.jobs.search({
      searchType: "url",
      searchKeyword: new URL(startUrl).hostname,
      statusCode,
    });
    return found.filter((job) => targetOf(job.start_url) === target);
  };
  const active = (await onTarget(null)).find((job) => isActive(offeredPhase(job)));
  if (active !== undefined) return { job: active, stopping: false };
  const [stopping] = await onTarget(statusCodes.stopping);
  return stopping === undefined ? undefined : { job: stopping, stopping: true };
}

/** A URL as it is shown: its query may hold a secret. */
export function siteOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

export function targetOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host.toLowerCase() : undefined;
}
