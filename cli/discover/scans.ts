import type { JobRecord } from "../../provider/ncp/api/wsc/schemas";
import { scanJobInputs } from "../../provider/resources/scanJob/inputs";
import { toHostAndPort } from "../../provider/resources/scanJob/target";
import type { Scans } from "./account";
import type { Found } from "./discovered";
import { judgeTarget, type SitedJob } from "./target";

/** The scans that a program can adopt, one of each target at most. */
export function findScans({ jobs, unreadable }: Scans): Found {
  const targets = Map.groupBy(jobs.filter(isSited), (job) => toHostAndPort(job.start_url) ?? "");
  const inOrder = [...targets].sort(([a], [b]) => (a < b ? -1 : 1));
  const found = inOrder.map(([target, ofTarget]) => judgeTarget(target, ofTarget));
  const unsited = jobs.filter((job) => !isSited(job));
  return {
    resources: found.flatMap(({ resources }) => resources),
    notes: [
      ...noteRest(unreadable, "that cannot be read"),
      ...noteRest(unsited, "whose URL cannot be read, or is none that a ScanJob can have"),
      ...found.flatMap(({ notes }) => notes),
    ],
  };
}

/** A ScanJob can have no URL that holds a password, for instance. */
function isSited(job: JobRecord): job is SitedJob {
  return scanJobInputs.shape.startUrl.safeParse(job.start_url).success;
}

/** Numbers that a line names. */
const most = 5;

function noteRest(rows: readonly { readonly instanceNo: number | undefined }[], which: string): string[] {
  if (rows.length === 0) return [];
  const numbers = rows.slice(0, most).map(({ instanceNo = "no number" }) => instanceNo);
  const named = [...numbers, ...(rows.length > most ? ["..."] : [])].join(", ");
  return [`left out: ${rows.length === 1 ? "a scan job" : `${rows.length} scan jobs`} ${which} (${named})`];
}
