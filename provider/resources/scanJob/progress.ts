import { makePresentable } from "../../ncp/text";
import { parseDuration } from "../kit/duration";
import type { Context } from "../kit/lifecycle";
import type { ScanJobInputs } from "./inputs";
import { findWantedWait } from "./judge";
import type { JobFacts } from "./outputs";
import { introduce, showSite } from "./target";

/** Per cent between two notes. */
const step = 25;

/** What the looks at a job have shown so far. */
interface Seen {
  readonly urls?: number;
  /** All URLs are collected: from then on it is diagnosed. */
  readonly isCollected: boolean;
  /** Quarters of its way that are done. */
  readonly quarters: number;
}

/** Says how far a scan is that is waited for: when its stage changes, and at each quarter of its way. */
export function noteProgressOf(ctx: Context, inputs: ScanJobInputs): (facts: JobFacts) => void {
  const began = ctx.clock();
  let seen: Seen = { isCollected: false, quarters: 0 };
  let noted = "";
  return (facts) => {
    const { state, progress = 0, crawledUrlCount = 0 } = facts;
    const before = seen;
    seen = {
      urls: crawledUrlCount,
      isCollected: before.isCollected || isCollected(facts),
      quarters: Math.max(before.quarters, Math.floor(progress / step)),
    };
    const key = [state, seen.isCollected, seen.quarters].join(" ");
    if (findWantedWait(inputs) !== "completed" || state === undefined || key === noted) return;
    noted = key;
    const stage = describeStage(facts, { ...seen, urls: before.urls });
    ctx.status(`${describeJob(ctx, inputs, facts)} is ${stage}, ${describeTime(ctx.clock() - began)} waited`);
  };
}

/** A job waits before URLs are collected, and once more before they are diagnosed. */
function isCollected({ state, crawledUrlCount = 0, vulnerabilityCount = 0 }: JobFacts): boolean {
  return vulnerabilityCount > 0 || (state === "waiting" && crawledUrlCount > 0);
}

function describeStage(facts: JobFacts, seen: Seen): string {
  const { progress = 0, crawledUrlCount = 0, status } = facts;
  const inItsWords = status === undefined ? "" : ` ("${makePresentable(status, [])}")`;
  return `${nameStage(facts, seen)}${inItsWords}: ${progress} %, ${crawledUrlCount} URLs collected`;
}

/** Which of the two is under way the record does not tell: only what has been seen before, and NCP's own words. */
function nameStage({ state, crawledUrlCount = 0 }: JobFacts, { urls, isCollected: collected }: Seen): string {
  if (state === "waiting") return collected ? "waiting for its diagnosis" : "waiting to begin";
  if (state !== "running") return String(state);
  if (collected) return "diagnosing";
  const isGrowing = urls !== undefined && crawledUrlCount > urls;
  return crawledUrlCount === 0 || isGrowing ? "collecting URLs" : "running";
}

function describeJob(ctx: Context, inputs: ScanJobInputs, { instanceNo }: JobFacts): string {
  return `${introduce(inputs)}scan job ${instanceNo} of ${showSite(ctx, inputs)}`;
}

function describeTime(time: number): string {
  const seconds = Math.floor(time / 1_000);
  return seconds < 120 ? `${seconds} s` : `${Math.floor(time / parseDuration("1m"))} min`;
}
