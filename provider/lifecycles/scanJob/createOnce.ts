import { isNcloudError } from "../../gateway/errors";
import { appeared, type PaidCall } from "../appeared";
import type { Context } from "../lifecycle";
import { type ScanJobInputs, speedCodes } from "./inputs";
import { markerOf, memoOf } from "./marker";
import { ownJobs } from "./ownJobs";

/** One call of createJob. */
export interface Request {
  inputs: ScanJobInputs;
  /** The highest number that this resource's jobs have so far; the new one's is higher. */
  seen: number;
  /** The job whose re-diagnosis is asked for; a new scan without it. */
  master: number | undefined;
}

/** Sends createJob once and answers the new job's number. An answer that is lost is looked up, never asked for again. */
export async function createOnce(ctx: Context, request: Request): Promise<number> {
  const answer = await send(ctx, request);
  const number = answer instanceof Error ? undefined : numberIn(answer, request);
  return number ?? lookUp(ctx, request, answer);
}

/** The answer, or the error that leaves open whether NCP has accepted the scan. A refusal is thrown. */
async function send(ctx: Context, request: Request): Promise<Record<string, unknown> | Error> {
  try {
    return await ctx.client.wsc.createJob(fieldsOf(request));
  } catch (error) {
    if (isNcloudError(error, "transport", "service") && error.details.sent !== false) return error;
    throw error;
  } finally {
    ctx.memory.jobs.forget();
  }
}

function fieldsOf({ inputs, master }: Request) {
  return {
    StartUrl: inputs.startUrl,
    ExcludeUrl: inputs.excludeUrls,
    ...(inputs.headers === undefined ? {} : { Headers: inputs.headers }),
    VulnItems: inputs.vulnerabilityItems,
    UserAgent: inputs.userAgent,
    Speed: speedCodes[inputs.speed],
    Memo: memoOf(inputs, master),
    ...(master === undefined ? {} : { MasterInstanceNo: String(master) }),
  };
}

/** Where a number stands in the reply is not documented; it is used if it is there, and can be that of a new job. */
function numberIn(answer: Record<string, unknown>, { seen, master = 0 }: Request): number | undefined {
  const inner = typeof answer.resources === "object" && answer.resources !== null ? answer.resources : {};
  const candidates = [answer.instanceNo, "instanceNo" in inner ? inner.instanceNo : undefined].map(Number);
  return candidates.find((number) => Number.isSafeInteger(number) && number > Math.max(seen, master));
}

function lookUp(ctx: Context, { inputs, seen }: Request, answer: unknown): Promise<number> {
  const marker = markerOf(inputs);
  const sent: PaidCall = {
    call: {
      service: "wsc",
      operation: "createJob",
      hint: "Run `pulumi up` again: a job that appears later is taken over while it is active, and not paid for twice",
    },
    lost: answer instanceof Error ? answer : undefined,
    accepted: "NCP accepted the scan",
    missing: `no job with the memo ${marker} has appeared`,
  };
  return appeared(ctx, sent, async () => (await ownJobs(ctx, marker, seen))[0]?.instanceNo);
}
