import { ConflictError, hasCode, type NcloudError } from "../../gateway/errors";
import type { JobRecord } from "../../services/wsc";
import type { Context } from "../lifecycle";
import { poll } from "../poll";
import { createOnce, type Request } from "./createOnce";
import type { ScanJobInputs } from "./inputs";
import { isMarked, markerIn, markerOf } from "./marker";
import { occupantOf } from "./occupant";
import { ownJobs } from "./ownJobs";
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

/**
 * Brings about one scan and finds its number. createJob is billed and its answer may be lost, so a
 * job of ours that is still active is taken instead of asking again, and createJob is never
 * repeated without an answer that says it was refused.
 */
export async function submit(ctx: Context, order: Order): Promise<Submission> {
  const { inputs, after, master } = order;
  const marker = markerOf(inputs);
  const own = await ownJobs(ctx, marker, after);
  const active = own.find((job) => isActive(offeredPhase(job)));
  if (active !== undefined) return takenOver(ctx, master, active);
  noteFinished(ctx, own);
  const seen = Math.max(after, ...own.map((job) => job.instanceNo));
  return whenAccepted(ctx, order, { inputs, marker, seen, master });
}

function takenOver(ctx: Context, master: number | undefined, job: JobRecord): Submission {
  ctx.log(
    `scan job ${job.instanceNo} of ${job.start_url} is active and was made by this resource before: it is taken over, no new scan is started`,
  );
  return submission(ctx, job.instanceNo, master);
}

function submission(ctx: Context, instanceNo: number, master: number | undefined): Submission {
  const submittedAt = new Date(ctx.clock()).toISOString();
  return { instanceNo, masterInstanceNo: master ?? instanceNo, submittedAt };
}

function noteFinished(ctx: Context, own: JobRecord[]): void {
  const finished = own.find((job) => offeredPhase(job) === "completed");
  if (finished === undefined) return;
  ctx.log(
    `scan job ${finished.instanceNo} of ${finished.start_url} was made by this resource before and has finished: it is not used; "adopt: ${finished.instanceNo}" takes it over instead of a new scan`,
  );
}

/** Asks until NCP accepts, waiting where the target or the queue is only busy for a while. */
async function whenAccepted(ctx: Context, order: Order, request: Request): Promise<Submission> {
  const accepted = await poll(ctx, order.deadline, async () => {
    try {
      return await asked(ctx, order, request);
    } catch (error) {
      if (hasCode(error, "160452", "160454")) return waitForQueue(ctx, error);
      if (hasCode(error, "160453")) return waitForTarget(ctx, order, request, error);
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

/** Asks for the re-diagnosis, and for a new scan where NCP refuses it and the order allows that. */
async function asked(ctx: Context, { mayBecomeNew }: Order, request: Request): Promise<Submission> {
  const { master, inputs } = request;
  try {
    return submission(ctx, await createOnce(ctx, request), master);
  } catch (error) {
    if (master === undefined || !mayBecomeNew || !hasCode(error, "160455")) throw error;
    ctx.log(
      `scan of ${inputs.startUrl}: NCP refuses a free re-diagnosis of job ${master}, a new scan is started`,
    );
    return submission(ctx, await createOnce(ctx, { ...request, master: undefined }), undefined);
  }
}

function waitForQueue(ctx: Context, error: NcloudError): undefined {
  ctx.log(`scan jobs are queued up at NCP (code ${error.details.code}): waiting for a place`);
}

/** A scan of the same target goes on: ours is taken, one that ends by itself is waited for, a stranger's is a conflict. */
async function waitForTarget(
  ctx: Context,
  { after, master, inputs: { startUrl } }: Order,
  { marker }: Request,
  error: NcloudError,
): Promise<Submission | undefined> {
  const occupant = await occupantOf(ctx, startUrl);
  if (occupant === undefined) return undefined;
  const { job, stopping } = occupant;
  if (!stopping && isMarked(job, marker) && job.instanceNo > after) return takenOver(ctx, master, job);
  if (!stopping && job.instanceNo !== after && !ctx.memory.markers.has(markerIn(job) ?? "")) {
    throw busyWith(job, error);
  }
  ctx.log(`scan of ${startUrl}: waiting for scan job ${job.instanceNo} on the same target to end`);
  return undefined;
}

function busyWith({ instanceNo, start_url }: JobRecord, { details }: NcloudError): ConflictError {
  return new ConflictError(
    `scan job ${instanceNo} already scans ${start_url}, and a target has one scan at a time`,
    {
      ...details,
      hint: `Wait for it or end it in the console; "adopt: ${instanceNo}" takes it over; if this resource was only renamed, give it opts.aliases`,
    },
  );
}
