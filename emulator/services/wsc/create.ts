import type { z } from "zod";
import { wscCode } from "../../../provider/ncp/api/wsc/codes";
import type { wscOperations } from "../../../provider/ncp/api/wsc/operations";
import type { Moment } from "../../account/moment";
import { ServiceRefusal } from "../../refusals";
import { countCharge } from "./charges";
import { countJobsIn, insertJob, type NewJob } from "./jobs";
import { settleTimedJobs } from "./life";
import { acknowledged } from "./reply";
import { findRescanMaster } from "./rescan";
import { activeStages, waitingStages } from "./stages";
import { readOutcome, toHostAndPort } from "./targets";
import { everything, isVulnItem } from "./vulnerabilities";

type CreateJobInput = z.output<(typeof wscOperations)["createJob"]["input"]>;

/** Registers a job; it waits when this answers. */
export function createJob(moment: Moment, input: CreateJobInput): object {
  return moment.database.transaction(() => {
    settleTimedJobs(moment);
    const url = startUrl(moment, input.StartUrl);
    checkVulnItems(input.VulnItems);
    const master =
      input.MasterInstanceNo === undefined ? null : findRescanMaster(moment, input.MasterInstanceNo, url);
    checkRoom(moment, toHostAndPort(url));
    const instanceNo = insertJob(moment.database, makeJob(input, url, master, moment.clock.now()));
    // NCP charges for each accepted createJob, except for re-diagnoses.
    countCharge(moment.database, master === null ? "billed" : "freeRescans");
    const numbered = moment.settings.createJobReply === "instanceNo";
    return numbered ? { ...acknowledged, resources: { instanceNo } } : acknowledged;
  });
}

/** A job as it is on its creation at `now`. */
export function makeJob(
  input: CreateJobInput,
  url: URL,
  masterInstanceNo: number | null,
  now: number,
): NewJob {
  return {
    startUrl: input.StartUrl,
    target: toHostAndPort(url),
    excludeUrls: input.ExcludeUrl ?? [],
    // Only the names: the values are credentials of the scanned site.
    headerNames: Object.keys(input.Headers ?? {}),
    vulnItems: input.VulnItems,
    userAgent: input.UserAgent,
    speed: input.Speed,
    memo: input.Memo ?? "",
    masterInstanceNo,
    stage: 12,
    stageSince: now,
    createdAt: now,
    crawlStartedAt: null,
    scanStartedAt: null,
    endedAt: null,
    findings: null,
  };
}

function startUrl(moment: Moment, text: string): URL {
  if (!/^https?:\/\//i.test(text)) throw new ServiceRefusal(wscCode.noScheme);
  const url = URL.parse(text);
  if (url === null) throw new ServiceRefusal(wscCode.badValue);
  // Names under .invalid never resolve (RFC 2606), so this is a site that cannot be reached.
  if (url.hostname.endsWith(".invalid")) throw new ServiceRefusal(wscCode.unreachable);
  const outcome = readOutcome(moment.database, url.href);
  if (outcome !== undefined && "refuses" in outcome) throw new ServiceRefusal(outcome.refuses);
  return url;
}

function checkVulnItems(words: readonly string[]): void {
  if (!words.every(isVulnItem)) throw new ServiceRefusal(wscCode.unknownValue);
  if (words.includes(everything) && words.length > 1) throw new ServiceRefusal(wscCode.badValue);
}

/** A target has one active job, and only so many jobs may wait. */
function checkRoom(moment: Moment, target: string): void {
  const { database, settings } = moment;
  if (countJobsIn(database, activeStages, target) > 0) throw new ServiceRefusal(wscCode.targetBusy);
  const waiting = countJobsIn(database, waitingStages);
  if (waiting >= settings.waitingJobs) throw new ServiceRefusal(wscCode.tooManyWaiting);
}
