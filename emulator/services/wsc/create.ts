import type { z } from "zod";
import { wscCode } from "../../../provider/ncp/api/wsc/codes";
import type { wscOperations } from "../../../provider/ncp/api/wsc/operations";
import type { Context } from "../../account/context";
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
export function createJob(ctx: Context, input: CreateJobInput): object {
  return ctx.database.transaction(() => {
    settleTimedJobs(ctx);
    const url = startUrl(ctx, input.StartUrl);
    checkVulnItems(input.VulnItems);
    const master =
      input.MasterInstanceNo === undefined ? null : findRescanMaster(ctx, input.MasterInstanceNo, url);
    checkRoom(ctx, toHostAndPort(url));
    const instanceNo = insertJob(ctx.database, makeJob(input, url, master, ctx.clock.now()));
    // NCP charges for each accepted createJob, except for re-diagnoses.
    countCharge(ctx.database, master === null ? "billed" : "freeRescans");
    const numbered = ctx.settings.createJobReply === "instanceNo";
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

function startUrl(ctx: Context, text: string): URL {
  if (!/^https?:\/\//i.test(text)) throw new ServiceRefusal(wscCode.noScheme);
  const url = URL.parse(text);
  if (url === null) throw new ServiceRefusal(wscCode.badValue);
  // Names under .invalid never resolve (RFC 2606), so this is a site that cannot be reached.
  if (url.hostname.endsWith(".invalid")) throw new ServiceRefusal(wscCode.unreachable);
  const outcome = readOutcome(ctx.database, url.href);
  if (outcome !== undefined && "refuses" in outcome) throw new ServiceRefusal(outcome.refuses);
  return url;
}

function checkVulnItems(words: readonly string[]): void {
  if (!words.every(isVulnItem)) throw new ServiceRefusal(wscCode.unknownValue);
  if (words.includes(everything) && words.length > 1) throw new ServiceRefusal(wscCode.badValue);
}

/** A target has one active job, and only so many jobs may wait. */
function checkRoom(ctx: Context, target: string): void {
  const { database, settings } = ctx;
  if (countJobsIn(database, activeStages, target) > 0) throw new ServiceRefusal(wscCode.targetBusy);
  const waiting = countJobsIn(database, waitingStages);
  if (waiting >= settings.waitingJobs) throw new ServiceRefusal(wscCode.tooManyWaiting);
}
