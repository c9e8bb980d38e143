import { isNcloudError, ServiceError } from "../../gateway/errors";
import { messageOf } from "../failure";
import type { Context } from "../lifecycle";
import { poll } from "../poll";
import { type ScanJobInputs, speedCodes } from "./inputs";
import { memoOf } from "./marker";
import { ownJobs } from "./ownJobs";

/** One call of createJob. */
export interface Request {
  inputs: ScanJobInputs;
  marker: string;
  /** The highest number that this resource's jobs have so far; the new one's is higher. */
  seen: number;
  /** The job whose re-diagnosis is asked for; a new scan without it. */
  master: number | undefined;
}

/** How long a job that NCP has accepted may take to appear in its listing, in milliseconds. */
export const appearance = 30_000;

/** Sends createJob once and answers the new job's number. An answer that is lost is looked up, never asked for again. */
export async function createOnce(ctx: Context, request: Request): Promise<number> {
  ctx.memory.markers.add(request.marker);
  const answer = await send(ctx, request);
  const number = answer instanceof Error ? undefined : numberIn(answer, request);
  return number ?? appeared(ctx, request, answer);
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

/** Looks for the new job, also through errors of the search: what was accepted must not be lost by one. */
async function appeared(ctx: Context, { marker, seen }: Request, answer: unknown): Promise<number> {
  const last: { error?: unknown } = {};
  const found = await poll(ctx, ctx.clock() + appearance, async () => {
    try {
      return (await ownJobs(ctx, marker, seen))[0]?.instanceNo;
    } catch (error) {
      last.error = error;
      return undefined;
    }
  });
  if (found !== undefined) return found;
  const came =
    answer instanceof Error
      ? `what came of createJob is not known (${messageOf(answer)})`
      : "NCP accepted the scan";
  const search = last.error === undefined ? "" : `; the last search failed: ${messageOf(last.error)}`;
  throw new ServiceError(`${came}, but no job with the memo ${marker} has appeared${search}`, {
    service: "wsc",
    operation: "createJob",
    hint: "Run `pulumi up` again: a job that appears later is taken over while it is active, and not paid for twice",
  });
}
