import type { JobRecord } from "../../services/wsc";
import type { Context } from "../lifecycle";
import { isMarked } from "./marker";

/** The jobs that bear a resource's marker and are younger than `after`, the newest first. */
export async function ownJobs(ctx: Context, marker: string, after: number): Promise<JobRecord[]> {
  const found = await ctx.memory.jobs.search({ searchType: "memo", searchKeyword: marker, statusCode: null });
  return found
    .filter((job) => isMarked(job, marker) && job.instanceNo > after)
    .sort((a, b) => b.instanceNo - a.instanceNo);
}
