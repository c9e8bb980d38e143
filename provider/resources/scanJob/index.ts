/*
 * The story of a scan, and where its chapters are:
 * - submit (the marker, what is lost and found again), adopt, createOnce: how a job begins, and is paid for once.
 * - records, ownJobs, occupant, holds: where a job is found, which are this resource's, and whose the others are.
 * - waitForResult, progress, judge, report, explain, reportFiles: waiting, gates, and what was found.
 * - remove: how it ends. Beside them: definition and inputs, outputs and state, target and marker.
 */
import { jobNumber } from "../../ncp/api/wsc/schemas";
import { oneRun } from "../../ncp/client/jobListing";
import { ConflictError, NotFoundError } from "../../ncp/errors";
import { bindToAccount } from "../kit/account";
import { checkInputs } from "../kit/check";
import { compare, compareArguments, toSet } from "../kit/compare";
import { computeDeadline, parseDuration } from "../kit/duration";
import { markImported, recordArguments } from "../kit/imported";
import type { Change, Context, Lifecycle, Stored } from "../kit/lifecycle";
import { inputsOf } from "../kit/recorded";
import { adoptJob, findFirstAdoption, findNewAdoption } from "./adopt";
import { definition } from "./definition";
import { disown, findKeptFacts, hold, keep } from "./holds";
import { requireOneOrigin, requireWaitForResult, type ScanJobInputs, scanJobInputs } from "./inputs";
import { describeRerun, findRerunReason, listUnmet } from "./judge";
import { createHolderIn } from "./marker";
import { type JobFacts, readFacts, readNumbers, readStoredFacts, type ScanJobOutputs } from "./outputs";
import { findOwnRecord } from "./ownJobs";
import { findNarrowly } from "./records";
import { endJobs } from "./remove";
import { clearReportFiles } from "./reportFiles";
import { isActive } from "./state";
import { submit } from "./submit";
import { introduce } from "./target";
import { addCounts, waitForResult } from "./waitForResult";

const normalUrl = (url: string) => (URL.canParse(url) ? new URL(url).href : url);

/** `rescanOf` and `adopt` are looked at in their own ways. */
const {
  rescanOf: _rescanOf,
  adopt: _adopt,
  ...comparisons
} = compareArguments<ScanJobInputs>(definition, {
  startUrl: normalUrl,
  excludeUrls: toSet,
  vulnerabilityItems: toSet,
  maxAge: parseDuration,
});

/** A scan of one website by Web Security Checker. */
export const scanJob: Lifecycle<ScanJobInputs, ScanJobOutputs> = bindToAccount({
  name: "ScanJob",
  definition,
  inputs: scanJobInputs,

  async check(ctx, oldInputs, news) {
    // One that is made anew has no old inputs, whether or not there was one before.
    const { owner = ctx.owner } = news;
    if (Object.keys(oldInputs).length > 0 && typeof owner === "string") ctx.run.declared.add(owner);
    return checkInputs(ctx, scanJob, { ...news, owner }, [requireOneOrigin, requireWaitForResult]);
  },

  async diff(ctx, _id, olds, news) {
    const compared = compare(ctx, comparisons, olds, news);
    const changes = olds.imported === true ? recordArguments(compared, ["startUrl"]) : compared;
    const isReplaced = changes.some((change) => change.replace);
    const judgement = isReplaced ? [] : judgeRecorded(ctx, olds, news);
    if (isReplaced) announceReplacement(ctx, olds, news, changes);
    else noteKept(ctx, olds, news);
    // NCP allows one scan a target, so the old one must be gone before its replacement starts.
    return { changes: changes.length > 0 ? changes : judgement, deleteBeforeReplace: true };
  },

  async create(ctx, inputs) {
    await clearReportFiles(ctx, inputs);
    const deadline = computeDeadline(ctx, "create", inputs.timeouts, definition.timeouts);
    const facts = { ...(await beginFirstJob(ctx, inputs, deadline)), holder: createHolderIn(inputs) };
    hold(ctx, facts.instanceNo, facts.holder);
    const id = String(facts.instanceNo);
    return { id, outputs: await waitForResult(ctx, id, inputs, facts, deadline) };
  },

  async update(ctx, id, olds, news) {
    const deadline = computeDeadline(ctx, "update", news.timeouts, definition.timeouts);
    const known = readStoredFacts(olds) ?? parseId(id);
    const { holder = createHolderIn(news) } = olds;
    const facts = { ...(await findCurrentJob(ctx, { ...known, holder }, olds, news, deadline)), holder };
    hold(ctx, facts.instanceNo, holder);
    return { outputs: await waitForResult(ctx, id, news, facts, deadline) };
  },

  async read(ctx, id, stored) {
    const known = readStoredFacts(stored.outputs);
    const job = await (known === undefined
      ? ctx.jobs.find("account", parseId(id).instanceNo, oneRun)
      : findOwnRecord(ctx, known, stored.outputs, oneRun, findNarrowly));
    if (job === undefined) return keepFinished(id, stored.outputs);
    const told = await readFacts(ctx, job, known ?? readNumbers(job), oneRun);
    const facts = await addCounts(ctx, told, ctx.clock());
    const inputs = inputsOf(scanJobInputs, stored.outputs, { startUrl: job.start_url });
    return { id, inputs, outputs: { ...inputs, ...facts, ...markImported(stored.outputs) } };
  },

  async delete(ctx, id, outputs) {
    const deadline = computeDeadline(ctx, "delete", outputs.timeouts, definition.timeouts);
    disown(ctx, outputs.owner, outputs.adopt);
    await endJobs(ctx, { outputs, deadline }, readStoredFacts(outputs) ?? parseId(id));
  },
});

/** A change that no input shows: the recorded job is too old, or does not satisfy what the program asks for. */
function judgeRecorded(ctx: Context, olds: Stored<ScanJobOutputs>, news: ScanJobInputs): Change[] {
  const facts = readStoredFacts(olds);
  if (findNewAdoption(olds, news) !== undefined) return [{ path: "adopt", kind: "update" }];
  const reason = findRerunReason(ctx, olds, news);
  if (facts !== undefined && reason !== undefined && olds.imported !== true)
    ctx.log(describeRerun(ctx, facts, news, reason));
  if (facts === undefined || reason !== undefined) return [{ path: "instanceNo", kind: "update" }];
  const reasons = listUnmet(news, facts);
  for (const reason of reasons) ctx.log(`${introduce(news)}${reason}`);
  return reasons.length > 0 ? [{ path: "state", kind: "update" }] : [];
}

/** The new scan is paid for, whatever the free re-diagnoses of the old one. */
function announceReplacement(
  ctx: Context,
  olds: Stored<ScanJobOutputs>,
  news: ScanJobInputs,
  changes: readonly Change[],
): void {
  disown(ctx, news.owner, olds.adopt);
  const changed = changes.filter(({ replace }) => replace).map(({ path }) => path);
  ctx.log(
    `${introduce(news)}scan job ${olds.instanceNo} will be replaced: ${changed.join(" and ")} changed; a new scan, which is billed`,
  );
}

/** The program still has the resource, whose scan no other one's deletion may end, and which asks for no other scan. */
function noteKept(ctx: Context, olds: Stored<ScanJobOutputs>, news: ScanJobInputs): void {
  const facts = readStoredFacts(olds);
  const { owner } = news;
  if (facts === undefined || owner === undefined || !ctx.run.declared.has(owner)) return;
  if (facts.holder !== undefined) hold(ctx, facts.instanceNo, facts.holder);
  const isSame = findNewAdoption(olds, news) === undefined && findRerunReason(ctx, olds, news) === undefined;
  if (isSame) keep(ctx, owner, facts);
}

/** The job that a new resource begins with: one that it was kept as, one that it is told to take over, or a new one. */
async function beginFirstJob(ctx: Context, inputs: ScanJobInputs, deadline: number): Promise<JobFacts> {
  const kept = findKeptFacts(ctx, inputs);
  if (kept !== undefined) return kept;
  const adopt = findFirstAdoption(ctx, inputs);
  if (adopt !== undefined) return adoptJob(ctx, inputs, adopt);
  return submit(ctx, { inputs, after: 0, master: inputs.rescanOf, mayBecomeNew: false, deadline });
}

/** The job that an update goes on with: one that it is told to take over, a new one, or the one it has. */
async function findCurrentJob(
  ctx: Context,
  known: JobFacts,
  olds: Stored<ScanJobOutputs>,
  news: ScanJobInputs,
  deadline: number,
): Promise<JobFacts> {
  const adopt = findNewAdoption(olds, news);
  if (adopt !== undefined) {
    await requireEnded(ctx, known, olds);
    const adopted = await adoptJob(ctx, news, adopt, known.holder);
    // A number that was mistyped costs nobody the report of the scan that the resource still has.
    await clearReportFiles(ctx, news);
    return adopted;
  }
  await clearReportFiles(ctx, news);
  if (olds.imported === true) return known;
  const facts =
    news.maxAge !== undefined && isActive(known.state) ? await lookAgain(ctx, known, olds) : known;
  const reason = findRerunReason(ctx, { ...olds, ...facts }, news);
  return reason === undefined ? facts : beginNextJob(ctx, facts, news, reason, deadline);
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
  const job = await findOwnRecord(ctx, known, olds);
  return job === undefined ? known : readFacts(ctx, job, known);
}

function beginNextJob(
  ctx: Context,
  known: JobFacts,
  inputs: ScanJobInputs,
  reason: string,
  deadline: number,
): Promise<JobFacts> {
  ctx.log(describeRerun(ctx, known, inputs, reason));
  const master = inputs.rescan === "auto" ? known.masterInstanceNo : undefined;
  const { holder, instanceNo: after } = known;
  return submit(ctx, { inputs, holder, after, master, mayBecomeNew: true, deadline });
}

function parseId(id: string): JobFacts {
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
function keepFinished(id: string, outputs: Stored<ScanJobOutputs>) {
  const facts = readStoredFacts(outputs);
  if (facts === undefined || facts.state === undefined || isActive(facts.state)) return null;
  const inputs = inputsOf(scanJobInputs, outputs, {});
  return { id, inputs, outputs: { ...inputs, ...facts, ...markImported(outputs) } };
}
