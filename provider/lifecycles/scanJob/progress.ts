import { milliseconds } from "../duration";
import type { Context } from "../lifecycle";
import type { ScanJobInputs } from "./inputs";
import { wantedWait } from "./judge";
import type { JobFacts } from "./outputs";
import { shownSite } from "./target";

/** Per cent between two notes. */
const step = 25;

/** Says how far a scan is that is waited for: when its state changes, and at each quarter of its way. */
export function progressNotes(ctx: Context, inputs: ScanJobInputs): (facts: JobFacts) => void {
  const began = ctx.clock();
  let noted = "";
  return ({ instanceNo, state, progress = 0, crawledUrlCount = 0 }) => {
    const stage = `${state} ${Math.floor(progress / step)}`;
    if (wantedWait(inputs) !== "completed" || state === undefined || stage === noted) return;
    noted = stage;
    const minutes = Math.floor((ctx.clock() - began) / milliseconds("1m"));
    ctx.log(
      `scan job ${instanceNo} of ${shownSite(inputs)} is ${state}: ${progress} %, ${crawledUrlCount} URLs collected, ${minutes} min waited`,
    );
  };
}
