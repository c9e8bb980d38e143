import { wscCode } from "../../ncp/api/wsc/codes";
import type { JobRecord } from "../../ncp/api/wsc/schemas";
import { ConflictError, hasCode, type NcloudError } from "../../ncp/errors";
import type { Context } from "../kit/lifecycle";
import { pollUntil } from "../kit/poll";
import { createOnce, type Request } from "./createOnce";
import { isCanceled, isWorkedFor, orderWork } from "./holds";
import type { ScanJobInputs } from "./inputs";
import { answers, readMaster, readSign, signResource } from "./marker";
import { findOccupant, type Occupant } from "./occupant";
import { type JobFacts, recordSubmitted } from "./outputs";
import { findOwnJobs } from "./ownJobs";
import { findNarrowly, findRecord } from "./records";
import { findPhase, isActive, readOfferedPhase } from "./state";
import { showSite } from "./target";

export interface Order {
  inputs: ScanJobInputs;
  /** The resource's holder; undefined before it has one. */
  holder?: string;
  /** The latest job that this resource already knows as its own; 0 before the first. */
  after: number;
  /** The job whose re-diagnosis is asked for; a new scan without it. */
  master: number | undefined;
  /** Whether a refused re-diagnosis may become a new scan, which is billed. */
  mayBecomeNew: boolean;
  deadline: number;
}

/**
 * Brings about one scan and finds it. createJob is billed and its answer may be lost, so a job of ours that is
 * still active is taken instead of asking again, and createJob is never repeated without an answer that says it
 * was refused.
 */
export async function submit(ctx: Context, order: Order): Promise<JobFacts> {
  const { inputs, holder, after, master } = order;
  const resource = signResource(inputs, holder);
  orderWork(ctx, resource);
  const own = await findLeftJobs(ctx, resource, after);
  const active = own.find((job) => isActive(readOfferedPhase(job)) && !isCanceled(ctx, job.instanceNo));
  if (active !== undefined && answers(active, resource, inputs)) return takeOver(ctx, order, active);
  if (active !== undefined) return submit(ctx, orderBehind(order, active));
  noteFinished(ctx, order, own);
  const seen = Math.max(after, ...own.map((job) => job.instanceNo));
  return submitUntilAccepted(ctx, order, { request: { inputs, resource, seen, master }, blindLooks: 0 });
}

/** How old rows may be that tell what others have left, in milliseconds: another run may just have been stopped. */
const recent = 20_000;

/** What an earlier run has left is known from one search for all of the stack; what goes on is looked at again. */
async function findLeftJobs(ctx: Context, resource: string, after: number): Promise<JobRecord[]> {
  const own = await findOwnJobs(ctx, resource, after, { maxAge: recent });
  return own.some((job) => isActive(readOfferedPhase(job))) ? findOwnJobs(ctx, resource, after, {}) : own;
}

/** The order after a job of ours that was lost and is of other triggers, as if it had been known: it will be waited for. */
function orderBehind(order: Order, lost: JobRecord): Order {
  return {
    ...order,
    after: lost.instanceNo,
    master: order.inputs.rescan === "auto" ? readMaster(lost) : order.master,
    mayBecomeNew: order.mayBecomeNew || order.master === undefined,
  };
}

function takeOver(ctx: Context, { inputs }: Order, job: JobRecord): Promise<JobFacts> {
  ctx.log(
    `scan job ${job.instanceNo} of ${showSite(ctx, inputs, job.start_url)} is active and was made by this resource before: it is taken over, no new scan is started`,
  );
  return recordSubmitted(ctx, job, readMaster(job));
}

function noteFinished(ctx: Context, { inputs }: Order, own: JobRecord[]): void {
  const finished = own.find((job) => readOfferedPhase(job) === "completed");
  if (finished === undefined) return;
  ctx.log(
    `scan job ${finished.instanceNo} of ${showSite(ctx, inputs, finished.start_url)} was made by this resource before and has finished: it is not used; "adopt: ${finished.instanceNo}" takes it over instead of a new scan`,
  );
}

/** What is asked for next, after the refusals so far. */
interface Attempt {
  request: Request;
  /** Looks in vain for the job that keeps the target busy. */
  blindLooks: number;
}

/** Asks until NCP accepts, waiting where the target or the queue is only busy for a while. */
async function submitUntilAccepted(ctx: Context, order: Order, first: Attempt): Promise<JobFacts> {
  let attempt = first;
  const accepted = await pollUntil(ctx, order.deadline, async () => {
    const { request } = attempt;
    try {
      return await createOnce(ctx, request);
    } catch (error) {
      const next = await handleRefusal(ctx, order, attempt, error);
      if ("instanceNo" in next) return next;
      attempt = next;
      return undefined;
    }
  });
  if (accepted !== undefined) return accepted;
  throw new ConflictError(`the scan of ${showSite(ctx, order.inputs)} could not be submitted in time`, {
    service: "wsc",
    operation: "createJob",
    hint: "The target or the queue stayed busy; run `pulumi up` again later, or raise timeouts.create or timeouts.update",
  });
}

/** What a refusal leaves to be asked for, or the job that is taken over instead. */
async function handleRefusal(
  ctx: Context,
  order: Order,
  attempt: Attempt,
  error: unknown,
): Promise<JobFacts | Attempt> {
  if (hasCode(error, wscCode.queueFull, wscCode.tooManyWaiting)) {
    ctx.log(`scan jobs are queued up at NCP (code ${error.details.code}): waiting for a place`);
    return attempt;
  }
  if (!hasCode(error, wscCode.targetBusy, wscCode.rescanRefused)) throw error;
  // A re-diagnosis is also refused while the scan that it repeats still runs.
  const known = hasCode(error, wscCode.rescanRefused) ? [order.after, order.master] : [order.after];
  const occupant =
    (await findKnownOccupant(ctx, attempt.request, known)) ??
    (await findOccupant(ctx, order.inputs.startUrl));
  if (occupant !== undefined)
    return (await waitForTarget(ctx, order, error, occupant)) ?? noteSeen(attempt, occupant);
  if (hasCode(error, wscCode.targetBusy)) return countBlindLook(ctx, order.inputs, attempt, error);
  return submitAsNewScan(ctx, order, attempt, error);
}

/** A lost job of ours that was waited for is not the one that is asked for next. */
function noteSeen({ request, blindLooks }: Attempt, { job }: Occupant): Attempt {
  const isOurs = readSign(job) === request.resource;
  const seen = isOurs ? Math.max(request.seen, job.instanceNo) : request.seen;
  return { request: { ...request, seen }, blindLooks };
}

/** A job that this resource has already may keep its target busy: its number finds it, however NCP spells the target. */
async function findKnownOccupant(
  ctx: Context,
  { resource: sign }: Request,
  known: readonly (number | undefined)[],
): Promise<Occupant | undefined> {
  for (const instanceNo of new Set(known)) {
    const job = instanceNo ? await findRecord(ctx, { instanceNo, sign }) : undefined;
    const phase = job === undefined ? undefined : await findPhase(ctx, job);
    if (job !== undefined && isActive(phase)) return { job, stopping: phase === "stopping" };
  }
  return undefined;
}

/** A re-diagnosis that NCP refuses becomes a new scan, which is billed, only where the order allows that. */
function submitAsNewScan(
  ctx: Context,
  order: Order,
  { request, blindLooks }: Attempt,
  error: NcloudError,
): Attempt {
  if (request.master === undefined || !order.mayBecomeNew) throw error;
  ctx.log(
    `scan of ${showSite(ctx, order.inputs)}: NCP refuses a free re-diagnosis of job ${request.master}, a new scan is started`,
  );
  return { request: { ...request, master: undefined }, blindLooks };
}

/** A scan of the same target goes on: ours is taken, one that ends by itself is waited for, a stranger's is a conflict. */
async function waitForTarget(
  ctx: Context,
  order: Order,
  error: NcloudError,
  { job, stopping }: Occupant,
): Promise<JobFacts | undefined> {
  const { holder, after, master, deadline, inputs } = order;
  const isKnown = job.instanceNo === after || job.instanceNo === master;
  if (!stopping && job.instanceNo > after && answers(job, signResource(inputs, holder), inputs))
    return takeOver(ctx, order, job);
  if (!stopping && !isKnown && !isWorkedFor(ctx, readSign(job), job.instanceNo))
    throw explainBusy(ctx, inputs, job, error);
  ctx.log(
    `scan of ${showSite(ctx, inputs)}: waiting for scan job ${job.instanceNo} on the same target to end`,
  );
  const occupying = { instanceNo: job.instanceNo, sign: readSign(job), startUrl: job.start_url };
  await pollUntil(ctx, deadline, async (interval) => {
    const now = await findNarrowly(ctx, occupying, interval / 2);
    return now !== undefined && isActive(await findPhase(ctx, now, interval / 2)) ? undefined : true;
  });
  return undefined;
}

/** Looks in vain after which a busy target without a job to see is an error. */
const mostBlindLooks = 3;

/** The scan may just have ended; but NCP may also mean a target that this listing does not show. */
function countBlindLook(
  ctx: Context,
  inputs: ScanJobInputs,
  { request, blindLooks }: Attempt,
  error: NcloudError,
): Attempt {
  if (blindLooks + 1 < mostBlindLooks) return { request, blindLooks: blindLooks + 1 };
  throw new ConflictError(`NCP says that ${showSite(ctx, inputs)} is being scanned, but lists no such job`, {
    ...error.details,
    hint: "Look at the scans in the console; run `pulumi up` again when the target is free",
  });
}

function explainBusy(
  ctx: Context,
  inputs: ScanJobInputs,
  { instanceNo, start_url }: JobRecord,
  { details }: NcloudError,
): ConflictError {
  return new ConflictError(
    `scan job ${instanceNo} already scans ${showSite(ctx, inputs, start_url)}, and a target has one scan at a time`,
    {
      ...details,
      hint: `Wait for it or end it in the console; "adopt: ${instanceNo}" takes it over; if this resource was only renamed, give it opts.aliases`,
    },
  );
}
