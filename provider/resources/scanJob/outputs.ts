import { isoDate } from "../../ncp/api/fields";
import type { JobRecord } from "../../ncp/api/wsc/schemas";
import type { Held } from "../kit/holder";
import type { Imported } from "../kit/imported";
import type { Context, Stored } from "../kit/lifecycle";
import type { JobState, RiskCounts } from "../outputs";
import { definition } from "./definition";
import type { ScanJobInputs } from "./inputs";
import { readMaster, readSign } from "./marker";
import { findPhase, readOfferedPhase, showPhase } from "./state";

/** What is known of the latest job. */
export interface JobFacts extends Held {
  /** The latest job; the id is that of the first. */
  instanceNo: number;
  /** The sign that it bore when it became this resource's; undefined for an adopted one without any. */
  sign?: string;
  /** The job whose free re-diagnoses are in use. */
  masterInstanceNo: number;
  state?: JobState;
  /** NCP's own text; not documented, so nothing depends on it. */
  status?: string;
  progress?: number;
  crawledUrlCount?: number;
  vulnerabilityCount?: number;
  riskCounts?: RiskCounts;
  submittedAt?: string;
  startedAt?: string;
  endedAt?: string;
  resultAction?: string;
}

export type ScanJobOutputs = ScanJobInputs & JobFacts & Imported;

/**
 * The facts of a record, over those that were known before of the same job. What the record leaves open is asked
 * for in rows that may be up to `maxAge` milliseconds old.
 */
export async function readFacts(
  ctx: Context,
  job: JobRecord,
  known: JobFacts,
  maxAge?: number,
): Promise<JobFacts> {
  const state = await readState(ctx, job, known, maxAge);
  const { instanceNo, masterInstanceNo, sign, holder } = known;
  return {
    instanceNo,
    masterInstanceNo,
    sign,
    holder,
    state,
    status: job.status,
    progress: job.progress,
    crawledUrlCount: job.crawl_cnt,
    vulnerabilityCount: job.scan_cnt,
    riskCounts: known.riskCounts,
    submittedAt: known.submittedAt,
    startedAt: hasBegun(job, state) ? (isoDate(job.start_date) ?? known.startedAt) : known.startedAt,
    endedAt: isoDate(job.end_date),
    resultAction: job.result_button,
  };
}

/** What start_date means while a job waits is not documented; collected URLs tell that it has begun. */
function hasBegun({ crawl_cnt = 0 }: JobRecord, state: JobState): boolean {
  return crawl_cnt > 0 || (state !== "waiting" && state !== "canceled" && state !== "unknown");
}

/** Canceled and stopped look alike in a record; once told apart, they need not be asked for again. */
async function readState(
  ctx: Context,
  job: JobRecord,
  known: JobFacts,
  maxAge: number | undefined,
): Promise<JobState> {
  const settled = known.state === "canceled" || known.state === "stopped" ? known.state : undefined;
  if (settled !== undefined && known.resultAction === job.result_button) return settled;
  return showPhase(await findPhase(ctx, job, maxAge));
}

/** What is known of a job that no state tells of. */
export function readNumbers(job: JobRecord): JobFacts {
  return { instanceNo: job.instanceNo, masterInstanceNo: readMaster(job), sign: readSign(job) };
}

/**
 * The facts of a job that was just submitted or taken over: only what its record tells by itself, because a
 * question that fails must not lose a job that was paid for.
 */
export async function recordSubmitted(
  ctx: Context,
  job: JobRecord,
  masterInstanceNo = job.instanceNo,
): Promise<JobFacts> {
  const known = { ...readNumbers(job), masterInstanceNo, submittedAt: new Date(ctx.clock()).toISOString() };
  return readOfferedPhase(job) === undefined ? known : readFacts(ctx, job, known);
}

/** The facts in a stored state, or undefined where it holds no job. */
export function readStoredFacts(stored: Stored<ScanJobOutputs>): JobFacts | undefined {
  const { instanceNo } = stored;
  if (instanceNo === undefined) return undefined;
  const facts = Object.fromEntries(
    Object.keys(definition.computed).map((name) => [name, stored[name as keyof typeof stored]]),
  );
  return { ...facts, instanceNo, masterInstanceNo: stored.masterInstanceNo ?? instanceNo };
}
