import { ConflictError, hasCode, isNcloudError, type NcloudError, ServiceError } from "../../gateway/errors";
import type { JobRecord } from "../../services/wsc";
import { messageOf } from "../failure";
import type { Context } from "../lifecycle";
import { poll } from "../poll";
import { type ScanJobInputs, speedCodes } from "./inputs";
import { isMarked, markerIn, markerOf, memoWith } from "./marker";
import { occupantOf } from "./occupant";
import { isActive, offeredPhase } from "./state";

export interface Submission {
  instanceNo: number;
  masterInstanceNo: number;
  submittedAt: string;
}

export interface Order {
  inputs: ScanJobInputs;
  /** The latest job that this resource already knows as its own; 0 before the first. */
  after: number;
  /** The job whose re-diagnosis is asked for; a new scan without it. */
  master: number | undefined;
  /** Whether a refused re-diagnosis may become a new scan, which is billed. */
  mayBecomeNew: boolean;
  deadline: number;
}

/** How long a job that NCP has accepted may take to appear in its listing. */
const appearance = 30_000;

/**
 * Brings about one scan and finds its number. createJob is billed and its answer may be lost, so a
 * job of ours that is still active is taken instead of asking again, and createJob is never
 * repeated without an answer that says it was refused.
 */
export async function submit(ctx: Context, order: Order): Promise<Submission> {
  const marker = markerOf(order.inputs);
  const own = await ownJobs(ctx, marker, order.after);
  const active = own.find((job) => isActive(offeredPhase(job)));
  if (active !== undefined) return adopted(ctx, order, active);
  noteFinished(ctx, own);
  const seen = Math.max(order.after, ...own.map((job) => job.instanceNo));
  const accepted = await whenAccepted(ctx, order, marker, seen);
  return accepted;
}

/** This resource's jobs, the newest first. */
async function ownJobs(ctx: Context, marker: string, after: number): Promise<JobRecord[]> {
  const found = await ctx.memory.jobs.search({ searchType: "memo", searchKeyword: marker, statusCode: null });
  return found
    .filter((job) => isMarked(job, marker) && job.instanceNo > after)
    .sort((a, b) => b.instanceNo - a.instanceNo);
}

function adopted(ctx: Context, { master }: Order, job: JobRecord): Submission {
  ctx.log(
    `scan job ${job.instanceNo} of ${job.start_url} is active and was made by this resource before: it is taken over, no new scan is started`,
  );
  return submission(ctx, job.instanceNo, master);
}

function submission(ctx: Context, instanceNo: number, master: number | undefined): Submission {
  return {
    instanceNo,
    masterInstanceNo: master ?? instanceNo,
    submittedAt: new Date(ctx.clock()).toISOString(),
  };
}

function noteFinished(ctx: Context, own: JobRecord[]): void {
  const finished = own.find((job) => offeredPhase(job) === "completed");
  if (finished === undefined) return;
  ctx.log(
    `scan job ${finished.instanceNo} of ${finished.start_url} was made by this resource before and has finished: it is not used; "adopt: ${finished.instanceNo}" takes it over instead of a new scan`,
  );
}

/** Asks until NCP accepts, waiting where the target or the queue is only busy for a while. */
async function whenAccepted(ctx: Context, order: Order, marker: string, seen: number): Promise<Submission> {
  let master = order.master;
  const accepted = await poll(ctx, order.deadline, async () => {
    try {
      return submission(ctx, await askOnce(ctx, order.inputs, marker, master, seen), master);
    } catch (error) {
      if (master !== undefined && order.mayBecomeNew && hasCode(error, "160455")) {
        ctx.log(
          `scan of ${order.inputs.startUrl}: NCP refuses a free re-diagnosis of job ${master}, a new scan is started`,
        );
        master = undefined;
        return submission(ctx, await askOnce(ctx, order.inputs, marker, master, seen), master);
      }
      if (hasCode(error, "160452", "160454")) return waitForQueue(ctx, error);
      if (hasCode(error, "160453")) return waitForTarget(ctx, order, marker, error);
      throw error;
    }
  });
  if (accepted !== undefined) return accepted;
  throw new ConflictError(`the scan of ${order.inputs.startUrl} could not be submitted in time`, {
    service: "wsc",
    operation: "createJob",
    hint: "The target or the queue stayed busy; run `pulumi up` again later, or raise timeouts.create or timeouts.update",
  });
}

function waitForQueue(ctx: Context, error: NcloudError): undefined {
  ctx.log(`scan jobs are queued up at NCP (code ${error.details.code}): waiting for a place`);
  return undefined;
}

/** A scan of the same target goes on: ours is taken, one that ends by itself is waited for, a stranger's is a conflict. */
async function waitForTarget(
  ctx: Context,
  order: Order,
  marker: string,
  error: NcloudError,
): Promise<Submission | undefined> {
  const occupant = await occupantOf(ctx, order.inputs.startUrl);
  if (occupant === undefined) return undefined;
  const { job, stopping } = occupant;
  if (!stopping && isMarked(job, marker) && job.instanceNo > order.after) return adopted(ctx, order, job);
  const ours = ctx.memory.markers.has(markerIn(job) ?? "") || job.instanceNo === order.after;
  if (stopping || ours) {
    ctx.log(
      `scan of ${order.inputs.startUrl}: waiting for scan job ${job.instanceNo} on the same target to end`,
    );
    return undefined;
  }
  throw new ConflictError(
    `scan job ${job.instanceNo} already scans ${job.start_url}, and a target has one scan at a time`,
    {
      ...error.details,
      hint: `Wait for it or end it in the console; "adopt: ${job.instanceNo}" takes it over; if this resource was only renamed, give it opts.aliases`,
    },
  );
}

/** Sends createJob once and answers the new job's number. An answer that is lost is looked up, never asked for again. */
async function askOnce(
  ctx: Context,
  inputs: ScanJobInputs,
  marker: string,
  master: number | undefined,
  seen: number,
): Promise<number> {
  ctx.memory.markers.add(marker);
  try {
    const answer = await ctx.client.wsc.createJob(requestOf(inputs, marker, master));
    return numberIn(answer) ?? (await appeared(ctx, marker, seen));
  } catch (error) {
    if (!mayBeCommitted(error)) throw error;
    return appeared(ctx, marker, seen, error);
  } finally {
    ctx.memory.jobs.forget();
  }
}

function requestOf(inputs: ScanJobInputs, marker: string, master: number | undefined) {
  return {
    StartUrl: inputs.startUrl,
    ExcludeUrl: inputs.excludeUrls,
    ...(inputs.headers === undefined ? {} : { Headers: inputs.headers }),
    VulnItems: inputs.vulnerabilityItems,
    UserAgent: inputs.userAgent,
    Speed: speedCodes[inputs.speed],
    Memo: memoWith(marker, inputs.memo),
    ...(master === undefined ? {} : { MasterInstanceNo: String(master) }),
  };
}

/** Where a number stands in the reply is not documented; it is used if it is there. */
function numberIn(answer: Record<string, unknown>): number | undefined {
  const inner = typeof answer.resources === "object" && answer.resources !== null ? answer.resources : {};
  const candidates = [answer.instanceNo, "instanceNo" in inner ? inner.instanceNo : undefined].map(Number);
  return candidates.find((number) => Number.isSafeInteger(number) && number > 0);
}

function mayBeCommitted(error: unknown): boolean {
  return isNcloudError(error, "transport", "service") && error.details.sent !== false;
}

async function appeared(ctx: Context, marker: string, seen: number, lost?: unknown): Promise<number> {
  const found = await poll(
    ctx,
    ctx.clock() + appearance,
    async () => (await ownJobs(ctx, marker, seen))[0]?.instanceNo,
  );
  if (found !== undefined) return found;
  const cause =
    lost === undefined ? "NCP accepted the scan" : `the answer to createJob was lost (${messageOf(lost)})`;
  throw new ServiceError(`${cause}, but no job with the memo ${marker} has appeared`, {
    service: "wsc",
    operation: "createJob",
    hint: "Run `pulumi up` again: a job that appears later is taken over while it is active, and not paid for twice",
  });
}
