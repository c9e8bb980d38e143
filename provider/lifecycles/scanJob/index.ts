import { NotFoundError } from "../../gateway/errors";
import { resources } from "../../resources";
import { checkInputs } from "../check";
import { asSet, type Comparisons, compare } from "../compare";
import { deadlineOf, milliseconds } from "../duration";
import type { Change, Context, Lifecycle, Stored } from "../lifecycle";
import { inputsOf } from "../recorded";
import { adoptedFirst, adoptedJob, disown, newlyAdopted } from "./adopt";
import { defaultTimeouts, gateWaits, oneOrigin, type ScanJobInputs, scanJobInputs } from "./inputs";
import { rerunNotice, rerunReason, unmet } from "./judge";
import { factsOf, type JobFacts, numbersOf, type ScanJobOutputs, storedFacts } from "./outputs";
import { endJob, lostJobs } from "./remove";
import { settle, withCounts } from "./settle";
import { isActive } from "./state";
import { submit } from "./submit";

const normalUrl = (url: string) => (URL.canParse(url) ? new URL(url).href : url);

/** What a change of each property means; `owner` and `rescanOf` are looked at only when the resource is created. */
const comparisons: Comparisons<ScanJobInputs> = {
  startUrl: { replace: true, meaning: normalUrl },
  excludeUrls: { replace: true, fallback: [], meaning: asSet },
  vulnerabilityItems: { replace: true, fallback: ["ALL"], meaning: asSet },
  userAgent: { replace: true, fallback: "PC Chrome" },
  headers: {},
  speed: { fallback: "normal" },
  memo: { fallback: "" },
  triggers: { fallback: {} },
  maxAge: { meaning: milliseconds },
  rescan: { fallback: "auto" },
  rerunOnFailure: { fallback: false },
  waitFor: { fallback: "submitted" },
  gate: {},
  timeouts: { fallback: {} },
};

/** A scan of one website by Web Security Checker. */
export const scanJob: Lifecycle<ScanJobInputs, ScanJobOutputs> = {
  name: "ScanJob",
  ...resources.ScanJob,
  inputs: scanJobInputs,
  timeouts: defaultTimeouts,

  async check(ctx, _olds, news) {
    return checkInputs(ctx, scanJob, news, [oneOrigin, gateWaits]);
  },

  async diff(ctx, _id, olds, news) {
    const changes = compare(ctx, comparisons, olds, news);
    const judgement = changes.some((change) => change.replace) ? [] : judged(ctx, olds, news);
    // NCP allows one scan a target, so the old one must be gone before its replacement starts.
    return { changes: changes.length > 0 ? changes : judgement, deleteBeforeReplace: true };
  },

  async create(ctx, inputs) {
    const deadline = deadlineOf(ctx, "create", inputs.timeouts, defaultTimeouts);
    const adopt = adoptedFirst(ctx, inputs);
    const facts =
      adopt === undefined ? await firstJob(ctx, inputs, deadline) : await adoptedJob(ctx, inputs, adopt);
    const id = String(facts.instanceNo);
    return { id, outputs: await settle(ctx, id, inputs, facts, deadline) };
  },

  async update(ctx, id, olds, news) {
    const deadline = deadlineOf(ctx, "update", news.timeouts, defaultTimeouts);
    const facts = await currentJob(ctx, storedFacts(olds) ?? factsOfId(id), olds, news, deadline);
    return { outputs: await settle(ctx, id, news, facts, deadline) };
  },

  async read(ctx, id, stored) {
    const known = storedFacts(stored.outputs);
    const job = await ctx.memory.jobs.find((known ?? factsOfId(id)).instanceNo);
    if (job === undefined) return absent(id, stored.outputs);
    const facts = await withCounts(ctx, await factsOf(ctx, job, known ?? numbersOf(job)), ctx.clock());
    const inputs = inputsOf(scanJobInputs, stored.outputs, { startUrl: job.start_url });
    return { id, inputs, outputs: { ...inputs, ...facts } };
  },

  async delete(ctx, id, outputs) {
    const deadline = deadlineOf(ctx, "delete", outputs.timeouts, defaultTimeouts);
    const { instanceNo } = storedFacts(outputs) ?? factsOfId(id);
    disown(ctx, outputs);
    for (const each of [instanceNo, ...(await lostJobs(ctx, outputs, instanceNo))])
      if (!ctx.memory.adopted.has(each)) await endJob(ctx, each, deadline);
  },
};

/** A change that no input shows: the recorded job is too old, or does not satisfy what the program asks for. */
function judged(ctx: Context, olds: Stored<ScanJobOutputs>, news: ScanJobInputs): Change[] {
  const facts = storedFacts(olds);
  if (newlyAdopted(olds, news) !== undefined) return [{ path: "adopt", kind: "update" }];
  const reason = rerunReason(ctx, olds, news);
  if (facts !== undefined && reason !== undefined) ctx.log(rerunNotice(ctx, facts, news, reason));
  if (facts === undefined || reason !== undefined) return [{ path: "instanceNo", kind: "update" }];
  const reasons = unmet(news, facts);
  for (const reason of reasons) ctx.log(reason);
  return reasons.length > 0 ? [{ path: "state", kind: "update" }] : [];
}

function firstJob(ctx: Context, inputs: ScanJobInputs, deadline: number): Promise<JobFacts> {
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
  if (adopt !== undefined) return adoptedJob(ctx, news, adopt);
  const facts = news.maxAge !== undefined && isActive(known.state) ? await lookAgain(ctx, known) : known;
  const reason = rerunReason(ctx, { ...olds, ...facts }, news);
  return reason === undefined ? facts : nextJob(ctx, facts, news, reason, deadline);
}

/** What was recorded as active may have ended long ago, and its age counts from then. */
async function lookAgain(ctx: Context, known: JobFacts): Promise<JobFacts> {
  const job = await ctx.memory.jobs.find(known.instanceNo);
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
  return submit(ctx, { inputs, after: known.instanceNo, master, mayBecomeNew: true, deadline });
}

function factsOfId(id: string): JobFacts {
  if (!/^[1-9]\d*$/.test(id)) {
    throw new NotFoundError(`wsc:ScanJob has no id "${id}"`, { hint: "The id is the number of a scan job" });
  }
  return { instanceNo: Number(id), masterInstanceNo: Number(id) };
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
