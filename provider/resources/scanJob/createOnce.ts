import type { JobRecord } from "../../ncp/api/wsc/schemas";
import { isNcloudError } from "../../ncp/errors";
import type { Context } from "../kit/lifecycle";
import { type PaidCall, waitUntilListed } from "../kit/paidCall";
import { pickSecrets } from "../kit/secretArguments";
import { type ScanJobInputs, speedCodes } from "./inputs";
import { composeMemo, readSign } from "./marker";
import { type JobFacts, recordSubmitted } from "./outputs";
import { findOwnJobs, findOwnListed, isOwn } from "./ownJobs";
import { doubtSearch, lag } from "./records";
import { isActive, readOfferedPhase } from "./state";
import { toHostAndPort } from "./target";

/** One call of createJob. */
export interface Request {
  inputs: ScanJobInputs;
  /** The sign by which the job will be found. */
  resource: string;
  /** The highest number that this resource's jobs have so far; the new one's is higher. */
  seen: number;
  /** The job whose re-diagnosis is asked for; a new scan without it. */
  master: number | undefined;
}

/**
 * Sends createJob once and answers the new job. What it is, its sign alone decides: an answer that is lost, or
 * that holds no number, is looked up and never asked for again.
 */
export async function createOnce(ctx: Context, request: Request): Promise<JobFacts> {
  const answer = await send(ctx, request);
  const number = answer instanceof Error ? undefined : numberIn(answer, request);
  try {
    return await recordSubmitted(ctx, await lookUp(ctx, request, answer, number), request.master);
  } catch (error) {
    // A number that NCP itself has told is recorded though no look at the job succeeds.
    if (number === undefined) throw error;
    return describeUnseen(ctx, request, number);
  }
}

function describeUnseen(ctx: Context, { master, resource }: Request, instanceNo: number): JobFacts {
  const submittedAt = new Date(ctx.clock()).toISOString();
  return { instanceNo, masterInstanceNo: master ?? instanceNo, sign: resource, submittedAt };
}

/** The answer, or the error that leaves open whether NCP has accepted the scan. A refusal is thrown. */
async function send(ctx: Context, request: Request): Promise<Record<string, unknown> | Error> {
  // Nothing new is begun, let alone paid for, once the user has stopped the run.
  ctx.signal?.throwIfAborted();
  try {
    return await ctx.jobs.submissions.add(() =>
      ctx.client.wsc.createJob(fieldsOf(request), { secrets: pickSecrets(ctx, request.inputs) }),
    );
  } catch (error) {
    if (isNcloudError(error, "transport", "service") && error.details.sent !== false) return error;
    throw error;
  } finally {
    noteAttempt(ctx, request);
  }
}

/** Whether NCP accepted it or says that another scan goes on: rows from before tell of neither. */
function noteAttempt({ jobs }: Context, { inputs, resource }: Request): void {
  jobs.noteChange(resource);
  const target = toHostAndPort(inputs.startUrl);
  if (target !== undefined) jobs.noteChange(target);
}

function fieldsOf({ inputs, resource, master }: Request) {
  return {
    StartUrl: inputs.startUrl,
    ExcludeUrl: inputs.excludeUrls,
    ...(inputs.headers === undefined ? {} : { Headers: inputs.headers }),
    VulnItems: inputs.vulnerabilityItems,
    UserAgent: inputs.userAgent,
    Speed: speedCodes[inputs.speed],
    Memo: composeMemo(inputs, resource, master),
    ...(master === undefined ? {} : { MasterInstanceNo: String(master) }),
  };
}

/** Where a number stands in the reply is not documented; it is used if it is there, and can be that of a new job. */
function numberIn(answer: Record<string, unknown>, { seen, master = 0 }: Request): number | undefined {
  const inner = typeof answer.resources === "object" && answer.resources !== null ? answer.resources : {};
  const candidates = [answer.instanceNo, "instanceNo" in inner ? inner.instanceNo : undefined].map(Number);
  return candidates.find((number) => Number.isSafeInteger(number) && number > Math.max(seen, master));
}

/** True unless the job is of another target or bears another sign. One without any that is active was still named by NCP itself. */
function mayBe(job: JobRecord, resource: string, inputs: ScanJobInputs): boolean {
  return isOwn(job, resource, inputs) || (isOwn(job, undefined, inputs) && isActive(readOfferedPhase(job)));
}

/** Jobs of the stack that other processes may make at the same moment. */
const others = 20;

async function lookUp(
  ctx: Context,
  request: Request,
  answer: unknown,
  number: number | undefined,
): Promise<JobRecord> {
  const { resource } = request;
  // What NCP itself has told is no older job of ours that turns up late.
  const seen = Math.max(request.seen, (number ?? 0) - 1);
  const sent: PaidCall = {
    call: {
      service: "wsc",
      operation: "createJob",
      hint: "Run `pulumi up` again: a job that appears later is taken over while it is active, and not paid for twice",
    },
    lost: answer instanceof Error ? answer : undefined,
    accepted: "NCP accepted the scan",
    missing: `no job with the sign ${resource} in its memo has appeared`,
  };
  const sentAt = ctx.clock();
  const look = (together: number) => {
    let newest: number | undefined = together + others;
    return waitUntilListed(ctx, sent, async () => {
      const [found] = await findOwnJobs(ctx, resource, seen, { most: 1, newest });
      // One that is not among them may appear anywhere.
      newest = undefined;
      return found ?? (ctx.clock() - sentAt < lag ? undefined : findInListing(ctx, request, number));
    });
  };
  return ctx.signal?.aborted ? look(1) : ctx.jobs.submissions.lookTogether(look);
}

/** Where no search finds the new job by its sign: that memos are searched so is inferred. */
async function findInListing(
  ctx: Context,
  { inputs, resource, seen }: Request,
  number: number | undefined,
): Promise<JobRecord | undefined> {
  const numbered = number === undefined ? undefined : await ctx.jobs.find("account", number);
  if (numbered !== undefined && readSign(numbered) === resource) doubtSearch(ctx, numbered);
  if (numbered !== undefined && mayBe(numbered, resource, inputs)) return numbered;
  const [own] = await findOwnListed(ctx, resource, seen);
  if (own !== undefined) doubtSearch(ctx, own);
  return own;
}
