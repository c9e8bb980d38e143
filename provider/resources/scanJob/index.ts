/*
 * The story of a scan, and where its chapters are:
 * - submit (the marker, what is lost and found again), adopt, createOnce: how a job begins, and is paid for once.
 * - ownJobs, occupant, holds: which jobs are this resource's, and whose the others are.
 * - settle, progress, judge, report, explain, reportFiles: waiting, gates, and what was found.
 * - remove: how it ends. Beside them: definition and inputs, outputs and state, target and marker.
 */
import { jobNumber } from "../../ncp/api/wsc/schemas";
import { ConflictError, NotFoundError } from "../../ncp/errors";
import { inItsAccount } from "../kit/account";
import { checkInputs } from "../kit/check";
import { asSet, compare, compareArguments } from "../kit/compare";
import { deadlineOf, milliseconds } from "../kit/duration";
import { newHolder } from "../kit/holder";
import { markImported, recordArguments } from "../kit/imported";
import type { Change, Context, Lifecycle, Stored } from "../kit/lifecycle";
import { inputsOf } from "../kit/recorded";
import { adoptedFirst, adoptedJob, newlyAdopted } from "./adopt";
import { definition } from "./definition";
import { disown, hold, keep, keptFacts } from "./holds";
import { oneOrigin, resultIsWaitedFor, type ScanJobInputs, scanJobInputs } from "./inputs";
import { rerunNotice, rerunReason, unmet } from "./judge";
import { factsOf, type JobFacts, numbersOf, type ScanJobOutputs, storedFacts } from "./outputs";
import { ownRecord } from "./ownJobs";
import { endJobs } from "./remove";
import { clearReportFiles } from "./reportFiles";
import { waitForResult, withCounts } from "./settle";
import { isActive } from "./state";
import { submit } from "./submit";

const normalUrl = (url: string) => (URL.canParse(url) ? new URL(url).href : url);

/** `rescanOf` and `adopt` are looked at in their own ways. */
const {
  rescanOf: _rescanOf,
  adopt: _adopt,
  ...comparisons
} = compareArguments<ScanJobInputs>(definition, {
  startUrl: normalUrl,
  excludeUrls: asSet,
  vulnerabilityItems: asSet,
  maxAge: milliseconds,
});

/** A scan of one website by Web Security Checker. */
export const scanJob: Lifecycle<ScanJobInputs, ScanJobOutputs> = inItsAccount({
  name: "ScanJob",
  definition,
  inputs: scanJobInputs,

  async check(ctx, oldInputs, news) {
    // One that is made anew has no old inputs, whether or not there was one before.
    const { owner = ctx.owner } = news;
    if (Object.keys(oldInputs).length > 0 && typeof owner === "string") ctx.run.declared.add(owner);
    return checkInputs(ctx, scanJob, { ...news, owner }, [oneOrigin, resultIsWaitedFor]);
  },

  async diff(ctx, _id, olds, news) {
    const compared = compare(ctx, comparisons, olds, news);
    const changes = olds.imported === true ? recordArguments(compared, ["startUrl"]) : compared;
    const isReplaced = changes.some((change) => change.replace);
    const judgement = isReplaced ? [] : judgeRecorded(ctx, olds, news);
    if (isReplaced) disown(ctx, news.owner, olds.adopt);
    else noteKept(ctx, olds, news);
    // NCP allows one scan a target, so the old one must be gone before its replacement starts.
    return { changes: changes.length > 0 ? changes : judgement, deleteBeforeReplace: true };
  },

  async create(ctx, inputs) {
    await clearReportFiles(ctx, inputs);
    const deadline = deadlineOf(ctx, "create", inputs.timeouts, definition.timeouts);
    const facts = { ...(await firstJob(ctx, inputs, deadline)), holder: newHolder() };
    hold(ctx, facts.instanceNo, facts.holder);
    const id = String(facts.instanceNo);
    return { id, outputs: await waitForResult(ctx, id, inputs, facts, deadline) };
  },

  async update(ctx, id, olds, news) {
    const deadline = deadlineOf(ctx, "update", news.timeouts, definition.timeouts);
    const known = storedFacts(olds) ?? factsOfId(id);
    const { holder = newHolder() } = olds;
    const facts = { ...(await currentJob(ctx, { ...known, holder }, olds, news, deadline)), holder };
    hold(ctx, facts.instanceNo, holder);
    return { outputs: await waitForResult(ctx, id, news, facts, deadline) };
  },

  async read(ctx, id, stored) {
    const known = storedFacts(stored.outputs);
    const job = await (known === undefined
      ? ctx.jobs.find(factsOfId(id).instanceNo)
      : ownRecord(ctx, known, stored.outputs));
    if (job === undefined) return absent(id, stored.outputs);
    const facts = await withCounts(ctx, await factsOf(ctx, job, known ?? numbersOf(job)), ctx.clock());
    const inputs = inputsOf(scanJobInputs, stored.outputs, { startUrl: job.start_url });
    return { id, inputs, outputs: { ...inputs, ...facts, ...markImported(stored.outputs) } };
  },

  async delete(ctx, id, outputs) {
    const deadline = deadlineOf(ctx, "delete", outputs.timeouts, definition.timeouts);
    disown(ctx, outputs.owner, outputs.adopt);
    await endJobs(ctx, { outputs, deadline }, storedFacts(outputs) ?? factsOfId(id));
  },
});

/** A change that no input shows: the recorded job is too old, or does not satisfy what the program asks for. */
function judgeRecorded(ctx: Context, olds: Stored<ScanJobOutputs>, news: ScanJobInputs): Change[] {
  const facts = storedFacts(olds);
  if (newlyAdopted(olds, news) !== undefined) return [{ path: "adopt", kind: "update" }];
  const reason = rerunReason(ctx, olds, news);
  if (facts !== undefined && reason !== undefined) ctx.log(rerunNotice(ctx, facts, news, reason));
  if (facts === undefined || reason !== undefined) return [{ path: "instanceNo", kind: "update" }];
  const reasons = unmet(news, facts);
  for (const reason of reasons) ctx.log(reason);
  return reasons.length > 0 ? [{ path: "state", kind: "update" }] : [];
}

/** The program still has the resource, whose scan no other one's deletion may end, and which asks for no other scan. */
function noteKept(ctx: Context, olds: Stored<ScanJobOutputs>, news: ScanJobInputs): void {
  const facts = storedFacts(olds);
  const { owner } = news;
  if (facts === undefined || owner === undefined || !ctx.run.declared.has(owner)) return;
  if (facts.holder !== undefined) hold(ctx, facts.instanceNo, facts.holder);
  const isSame = newlyAdopted(olds, news) === undefined && rerunReason(ctx, olds, news) === undefined;
  if (isSame) keep(ctx, owner, facts);
}

/** The job that a new resource begins with: one that it was kept as, one that it is told to take over, or a new one. */
async function firstJob(ctx: Context, inputs: ScanJobInputs, deadline: number): Promise<JobFacts> {
  const kept = keptFacts(ctx, inputs);
  if (kept !== undefined) return kept;
  const adopt = adoptedFirst(ctx, inputs);
  if (adopt !== undefined) return adoptedJob(ctx, inputs, adopt);
  return submit(ctx, { inputs, after: 0, master: inputs.rescanOf, mayBecomeNew: false, deadline });
}

/** The job that an update goes on with: one that it is told to take over, a new one, or the one it has. */
async function currentJob(
  ctx: Context,
  known: JobFacts,
  olds: Stored<ScanJobOutputs>,
  news: ScanJobInputs,
  deadline: number,
): Promise<JobFacts> {
  const adopt = newlyAdopted(olds, news);
  if (adopt !== undefined) {
    await requireEnded(ctx, known, olds);
    const adopted = await adoptedJob(ctx, news, adopt, known.holder);
    // A number that was mistyped costs nobody the report of the scan that the resource still has.
    await clearReportFiles(ctx, news);
    return adopted;
  }
  await clearReportFiles(ctx, news);
  if (olds.imported === true) return known;
  const facts =
    news.maxAge !== undefined && isActive(known.state) ? await lookAgain(ctx, known, olds) : known;
  const reason = rerunReason(ctx, { ...olds, ...facts }, news);
  return reason === undefined ? facts : nextJob(ctx, facts, news, reason, deadline);
}

/** A resource has one scan: nobody would end the former one, or look at it again. */
async function requireEnded(ctx: Context, known: JobFacts, olds: Stored<ScanJobOutputs>): Promise<void> {
  const { state, instanceNo } = isActive(known.state) ? await lookAgain(ctx, known, olds) : known;
  if (!isActive(state)) return;
  throw new ConflictError(`adopt: scan job ${instanceNo} of this resource still goes on`, {
    service: "wsc",
    hint: "Run `pulumi up` again when it has ended, or end it in the console",
  });
}

/** What was recorded as active may have ended long ago, and its age counts from then. */
async function lookAgain(ctx: Context, known: JobFacts, olds: Stored<ScanJobOutputs>): Promise<JobFacts> {
  const job = await ownRecord(ctx, known, olds);
  return job === undefined ? known : factsOf(ctx, job, known);
}

function nextJob(
  ctx: Context,
  known: JobFacts,
  inputs: ScanJobInputs,
  reason: string,
  deadline: number,
): Promise<JobFacts> {
  ctx.log(rerunNotice(ctx, known, inputs, reason));
  const master = inputs.rescan === "auto" ? known.masterInstanceNo : undefined;
  const { holder, instanceNo: after } = known;
  return submit(ctx, { inputs, holder, after, master, mayBecomeNew: true, deadline });
}

function factsOfId(id: string): JobFacts {
  const { data: instanceNo } = jobNumber.safeParse(id);
  if (instanceNo === undefined) {
    throw new NotFoundError(`wsc:ScanJob has no id "${id}"`, { hint: "The id is the number of a scan job" });
  }
  return { instanceNo, masterInstanceNo: instanceNo };
}

/**
 * A job that a complete listing lacks. NCP has no call to delete one and does not say how long it
 * lists them, so only a job that was still active has vanished; a finished one stays as recorded.
 */
function absent(id: string, outputs: Stored<ScanJobOutputs>) {
  const facts = storedFacts(outputs);
  if (facts === undefined || facts.state === undefined || isActive(facts.state)) return null;
  const inputs = inputsOf(scanJobInputs, outputs, {});
  return { id, inputs, outputs: { ...inputs, ...facts } };
}
