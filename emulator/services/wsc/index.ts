import { wscCode } from "../../../provider/ncp/api/wsc/codes";
import type { wscOperations } from "../../../provider/ncp/api/wsc/operations";
import type { World } from "../../account/world";
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
  getJobs: (world, paging) => listJobs(world, {}, paging),
  searchJobs: (world, { searchType, searchKeyword, statusCode, ...paging }) => {
    const filter: JobFilter = {
      column: columns[searchType],
      keyword: searchKeyword,
      stage: statusCode ?? undefined,
    };
    return listJobs(world, filter, paging);
  },
  createJob,
  cancelJob: (world, { instanceNo }) => end(world, instanceNo, "waiting", 91, wscCode.nothingToCancel),
  stopJob: (world, { instanceNo }) => end(world, instanceNo, "running", 92, wscCode.callFailed),
  getReport,
};

/** Cancels or stops a job that is in the right state for it; `otherwise` is the code for one that is not. */
function end(world: World, instanceNo: number, from: StageKind, to: 91 | 92, otherwise: string): object {
  return world.database.transaction(() => {
    settleTimedJobs(world);
    const job = findJob(world.database, instanceNo);
    if (job === undefined) throw new ServiceRefusal(wscCode.callFailed);
    if (stages[job.stage].kind !== from) throw new ServiceRefusal(otherwise);
    moveJob(world, job, to);
    return acknowledged;
  });
}
