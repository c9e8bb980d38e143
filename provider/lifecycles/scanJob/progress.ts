import { presentable } from "../../gateway/text";
import { milliseconds } from "../duration";
import type { Context } from "../lifecycle";
import type { ScanJobInputs } from "./inputs";
import { wantedWait } from "./judge";
import type { JobFacts } from "./outputs";
import { shownSite } from "./target";

/** Per cent between two notes. */
const step = 25;

/** Says how far a scan is that is waited for: when its stage changes, and at each quarter of its way. */
export function progressNotes(ctx: Context, inputs: ScanJobInputs): (facts: JobFacts) => void {
  const began = ctx.clock();
  const seen = { isCollected: false, urls: 0 };
  let noted = "";
  return (facts) => {
    const { instanceNo, state, progress = 0, crawledUrlCount = 0, status } = facts;
    const stage = stageOf(facts, seen);
    seen.urls = crawledUrlCount;
    const key = [state, seen.isCollected, Math.floor(progress / step)].join(" ");
    if (wantedWait(inputs) !== "completed" || state === undefined || key === noted) return;
    noted = key;
    const inItsWords = status === undefined ? "" : ` ("${presentable(status, [])}")`;
    ctx.log(
      `${shownName(inputs)}scan job ${instanceNo} of ${shownSite(inputs)} is ${stage}${inItsWords}: ${progress} %, ${crawledUrlCount} URLs collected, ${waited(ctx.clock() - began)} waited`,
    );
  };
}

/**
 * URLs are collected, and then diagnosed; a job waits before each. Which of the two is under way, the record tells
 * only by what has been seen before, and by NCP's own words, which are not documented.
 */
function stageOf(
  { state, crawledUrlCount = 0, vulnerabilityCount = 0 }: JobFacts,
  seen: { isCollected: boolean; urls: number },
): string {
  if (vulnerabilityCount > 0 || (state === "waiting" && crawledUrlCount > 0)) seen.isCollected = true;
  if (state === "waiting") return seen.isCollected ? "waiting for its diagnosis" : "waiting to begin";
  if (state !== "running") return String(state);
  if (seen.isCollected) return "diagnosing";
  return crawledUrlCount === 0 || crawledUrlCount > seen.urls ? "collecting URLs" : "running";
}

function waited(time: number): string {
  const seconds = Math.floor(time / 1_000);
  return seconds < 120 ? `${seconds} s` : `${Math.floor(time / milliseconds("1m"))} min`;
}

/** Lines of a dynamic provider stand at the stack, so each has to say which resource it is about. */
function shownName({ owner }: ScanJobInputs): string {
  const name = owner?.split("::").slice(3).join("::");
  return name ? `ScanJob "${name}": ` : "";
}
