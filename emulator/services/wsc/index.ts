import { wscCode } from "../../../provider/ncp/api/wsc/codes";
import type { wscOperations } from "../../../provider/ncp/api/wsc/operations";
import type { Context } from "../../account/context";
import type { Handlers } from "../../gateway/handlers";
import { ServiceRefusal } from "../../refusals";
import { createJob } from "./create";
import { findJob, type JobFilter } from "./jobs";
import { moveJob, settleTimedJobs } from "./life";
import { listJobs } from "./listing";
import { acknowledged } from "./reply";
import { getReport } from "./report";
import { type StageKind, stages } from "./stages";

const columns = { url: "startUrl", memo: "memo", "": undefined } as const;

export const wscHandlers: Handlers<typeof wscOperations> = {
  getJobs: (ctx, paging) => listJobs(ctx, {}, paging),
  searchJobs: (ctx, { searchType, searchKeyword, statusCode, ...paging }) => {
    const filter: JobFilter = {
      column: columns[searchType],
      keyword: searchKeyword,
      stage: statusCode ?? undefined,
    };
    return listJobs(ctx, filter, paging);
  },
  createJob,
  cancelJob: (ctx, { instanceNo }) => end(ctx, instanceNo, "waiting", 91, wscCode.nothingToCancel),
  stopJob: (ctx, { instanceNo }) => end(ctx, instanceNo, "running", 92, wscCode.callFailed),
  getReport,
};

/** Cancels or stops a job that is in the right state for it; `otherwise` is the code for one that is not. */
function end(ctx: Context, instanceNo: number, from: StageKind, to: 91 | 92, otherwise: string): object {
  return ctx.database.transaction(() => {
    settleTimedJobs(ctx);
    const job = findJob(ctx.database, instanceNo);
    if (job === undefined) throw new ServiceRefusal(wscCode.callFailed);
    if (stages[job.stage].kind !== from) throw new ServiceRefusal(otherwise);
    moveJob(ctx, job, to);
    return acknowledged;
  });
}
