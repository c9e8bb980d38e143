import type { Context } from "../kit/lifecycle";
import type { ScanJobInputs } from "./inputs";
import type { JobFacts } from "./outputs";

/** What the processes of one run tell each other of scans, so that no resource ends what another one has. */

const service = "wsc";

/** Notes whose scan it is: of the resource that submitted, took over or adopted it, or that the program still has. */
export function hold(ctx: Context, instanceNo: number, holder: string): void {
  ctx.run.note(service, `job ${instanceNo}`, holder);
}

export function isHeldByAnother(ctx: Context, instanceNo: number, holder: string | undefined): boolean {
  const latest = ctx.run.latest(service, `job ${instanceNo}`);
  return latest !== undefined && latest !== holder;
}

/** Notes whose jobs will end without anybody's doing: those that this run works for. */
export function orderWork(ctx: Context, resource: string): void {
  ctx.run.note(service, `sign ${resource}`);
}

export function isWorkedFor(ctx: Context, resource: string | undefined, instanceNo: number): boolean {
  const isSigned = resource !== undefined && ctx.run.has(service, `sign ${resource}`);
  return isSigned || ctx.run.has(service, `job ${instanceNo}`);
}

/** Notes that a job will not run: rows that another process has read may still show it waiting. */
export function noteCanceled(ctx: Context, instanceNo: number): void {
  ctx.run.note(service, `canceled ${instanceNo}`);
}

export function isCanceled(ctx: Context, instanceNo: number): boolean {
  return ctx.run.has(service, `canceled ${instanceNo}`);
}

/**
 * Notes that a resource which had adopted a job goes, perhaps to be replaced by one with the same arguments. A
 * rename since the last update shows in the owner that the program gives, so both names are noted where both are known.
 */
export function disown(ctx: Context, owner: string | undefined, adopt: number | undefined): void {
  if (owner !== undefined && adopt !== undefined)
    ctx.run.note(service, `disowned by ${owner}`, String(adopt));
}

/** True when this resource, and no other, had adopted the job before and goes in this run. */
export function isDisowned(ctx: Context, { owner, adopt }: Pick<ScanJobInputs, "owner" | "adopt">): boolean {
  return adopt !== undefined && ctx.run.latest(service, `disowned by ${owner}`) === String(adopt);
}

/** What resources were as which the program has kept, by owner. The engine asks one process about each of them. */
const kept = new WeakMap<Context["run"], Map<string, JobFacts>>();

/** Notes that the program has the resource as before: whatever makes the engine replace it, that is no demand for a scan. */
export function keep(ctx: Context, owner: string, facts: JobFacts): void {
  const known = kept.get(ctx.run) ?? new Map<string, JobFacts>();
  kept.set(ctx.run, known.set(owner, facts));
}

export function isKept(ctx: Context, instanceNo: number): boolean {
  return [...(kept.get(ctx.run)?.values() ?? [])].some((facts) => facts.instanceNo === instanceNo);
}

/** What the resource that is made anew had been kept as. */
export function findKeptFacts(
  ctx: Context,
  { owner = "" }: Pick<ScanJobInputs, "owner">,
): JobFacts | undefined {
  return kept.get(ctx.run)?.get(owner);
}
