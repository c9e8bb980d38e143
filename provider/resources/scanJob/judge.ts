import { compare, compareArguments } from "../kit/compare";
import { parseDuration } from "../kit/duration";
import type { Context, Stored } from "../kit/lifecycle";
import type { JobState, RiskCounts } from "../outputs";
import { definition } from "./definition";
import type { ScanJobInputs } from "./inputs";
import type { JobFacts, ScanJobOutputs } from "./outputs";
import { isActive } from "./state";
import { introduce, showSite } from "./target";

/** Ways to end without a report. */
const failures: readonly (JobState | undefined)[] = ["failed", "canceled", "stopped"];

export function hasFailed(state: JobState | undefined): boolean {
  return failures.includes(state);
}

type Judged = Pick<ScanJobInputs, "waitFor" | "gate" | "reportFiles">;

/** How far the job has to be: a gate and a report need it completed. */
export function findWantedWait({ waitFor, gate, reportFiles }: Judged): ScanJobInputs["waitFor"] {
  return gate === undefined && reportFiles === undefined ? waitFor : "completed";
}

/** Why the job, as it is known, does not satisfy the program; empty when it does. */
export function listUnmet(inputs: Judged, facts: JobFacts): string[] {
  const wait = findWantedWait(inputs);
  if (wait === "submitted") return [];
  if (!hasReached(wait, facts)) return [describeNotReached(inputs, facts)];
  return inputs.gate === undefined ? [] : listOverGate(inputs.gate, facts);
}

const notStarted: readonly (JobState | undefined)[] = ["waiting", "canceled", "unknown", undefined];

export function hasReached(wait: ScanJobInputs["waitFor"], { state, startedAt }: JobFacts): boolean {
  if (wait === "completed") return state === "completed";
  // A job waits once more between the collection of URLs and the diagnosis; it has started all the same.
  return wait === "submitted" || startedAt !== undefined || !notStarted.includes(state);
}

/** True while looking again may change the judgement. */
export function mayChange(inputs: Judged, { state, riskCounts, resultAction }: JobFacts): boolean {
  if (state === "completed")
    return inputs.gate !== undefined && riskCounts === undefined && resultAction !== "expired";
  return !hasFailed(state);
}

function describeNotReached(inputs: Judged, { instanceNo, state = "unknown" }: JobFacts): string {
  const asking = inputs.gate ? "its gate" : inputs.reportFiles ? "reportFiles" : "waitFor";
  const advice = hasFailed(state)
    ? "change triggers or set rerunOnFailure to scan again"
    : "the next `pulumi up` goes on waiting for the same job; timeouts.create and timeouts.update, or customTimeouts, set how long";
  return `scan job ${instanceNo} is ${state}, and ${asking} asks for ${findWantedWait(inputs)}: ${advice}`;
}

function listOverGate(gate: NonNullable<ScanJobInputs["gate"]>, facts: JobFacts): string[] {
  return [...listTooFewUrls(gate, facts), ...listTooManyFindings(gate, facts)];
}

const limits = definition.arguments.gate.parts.of;

/** A scan that has seen nothing has found nothing: a login that has expired is the usual reason. */
function listTooFewUrls(
  { minCrawledUrlCount = limits.minCrawledUrlCount.default }: NonNullable<ScanJobInputs["gate"]>,
  { instanceNo, crawledUrlCount }: JobFacts,
): string[] {
  if ((crawledUrlCount ?? 0) >= minCrawledUrlCount) return [];
  const collected =
    crawledUrlCount === undefined
      ? "does not tell how many URLs it collected"
      : `collected ${crawledUrlCount} URLs`;
  return [
    `scan job ${instanceNo} ${collected}, the gate asks for at least ${minCrawledUrlCount} (minCrawledUrlCount): look at headers, whose login may have expired, and at startUrl`,
  ];
}

function listTooManyFindings(
  gate: NonNullable<ScanJobInputs["gate"]>,
  { instanceNo, riskCounts, resultAction }: JobFacts,
): string[] {
  if (riskCounts === undefined) {
    const why = resultAction === "expired" ? "its report has expired" : "its report holds no readable counts";
    return [`the gate cannot be decided for scan job ${instanceNo}: ${why}`];
  }
  const over = risks.filter((risk) => riskCounts[risk] > (gate[risk] ?? Number.POSITIVE_INFINITY));
  return over.map(
    (risk) => `scan job ${instanceNo} found ${riskCounts[risk]} ${risk}, the gate allows ${gate[risk]}`,
  );
}

const risks = ["high", "medium", "low", "total"] as const satisfies readonly (keyof RiskCounts)[];

const { triggers } = compareArguments<ScanJobInputs>(definition);

/** Why the scan has to run again, in words for the log; undefined when it has not. */
export function findRerunReason(
  ctx: Context,
  olds: Stored<ScanJobOutputs>,
  news: ScanJobInputs,
): string | undefined {
  if (compare<ScanJobInputs>(ctx, { triggers }, olds, news).length > 0) return "its triggers changed";
  if (news.rerunOnFailure && hasFailed(olds.state)) return `it is ${olds.state}`;
  return findOverAge(ctx, olds, news.maxAge);
}

/** No scan runs for longer, so what was recorded as active before is not active any more. */
const longestScan = parseDuration("1d");

function findOverAge(
  ctx: Context,
  olds: Stored<ScanJobOutputs>,
  maxAge: string | undefined,
): string | undefined {
  const since = olds.endedAt ?? olds.startedAt ?? olds.submittedAt;
  if (maxAge === undefined || since === undefined) return undefined;
  // NCP's dates are read as Korean time (inferred). Whatever they mean, a scan is not older than its submission.
  const begun = Math.max(Date.parse(since), Date.parse(olds.submittedAt ?? since));
  const age = ctx.clock() - begun;
  const limit = Math.max(parseDuration(maxAge), isActive(olds.state) ? longestScan : 0);
  return age > limit
    ? `it is ${Math.floor(age / parseDuration("1d"))} days old and maxAge is ${maxAge}`
    : undefined;
}

const rediagnosisDays = 60;

/** Says why a scan will run again and what it will cost as far as the records tell; NCP decides. */
export function describeRerun(ctx: Context, facts: JobFacts, inputs: ScanJobInputs, reason: string): string {
  const free = inputs.rescan === "auto" && isRediagnosable(ctx, facts);
  const cost = free ? "a re-diagnosis, free by the records" : "a new scan, which is billed";
  return `${introduce(inputs)}scan job ${facts.instanceNo} of ${showSite(ctx, inputs)} will run again: ${reason}; ${cost}`;
}

function isRediagnosable(ctx: Context, { instanceNo, masterInstanceNo, state, endedAt }: JobFacts): boolean {
  // Of an earlier master only the number is known, not when it ended.
  if (masterInstanceNo !== instanceNo) return true;
  const days = endedAt === undefined ? 0 : (ctx.clock() - Date.parse(endedAt)) / parseDuration("1d");
  return state === "completed" && days <= rediagnosisDays;
}
