import { wscCode } from "../../../provider/ncp/api/wsc/codes";
import type { wscOperations } from "../../../provider/ncp/api/wsc/operations";
import type { Moment } from "../../account/moment";
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
  getJobs: (moment, paging) => listJobs(moment, {}, paging),
  searchJobs: (moment, { searchType, searchKeyword, statusCode, ...paging }) => {
    const filter: JobFilter = {
      column: columns[searchType],
      keyword: searchKeyword,
      stage: statusCode ?? undefined,
    };
    return listJobs(moment, filter, paging);
  },
  createJob,
  cancelJob: (moment, { instanceNo }) => end(moment, instanceNo, "waiting", 91, wscCode.nothingToCancel),
  stopJob: (moment, { instanceNo }) => end(moment, instanceNo, "running", 92, wscCode.callFailed),
  getReport,
};

/** Cancels or stops a job that is in the right state for it; `otherwise` is the code for one that is not. */
function end(moment: Moment, instanceNo: number, from: StageKind, to: 91 | 92, otherwise: string): object {
  return moment.database.transaction(() => {
    settleTimedJobs(moment);
    const job = findJob(moment.database, instanceNo);
    if (job === undefined) throw new ServiceRefusal(wscCode.callFailed);
    if (stages[job.stage].kind !== from) throw new ServiceRefusal(otherwise);
    moveJob(moment, job, to);
    return acknowledged;
  });
}
