import type { z } from "zod";
import type { FilterSegment } from "../../provider/ncp/api/filesafer/schemas";
import type { Moment } from "../account/moment";
import { computeDigests } from "../services/filesafer/digests";
import { conclude, findInspections, register } from "../services/filesafer/inspections";
import { addMalware } from "../services/filesafer/malware";
import { removeThresholds, setNotification, setThreshold } from "../services/filesafer/notifications";
import { addEvent } from "../services/securitymonitoring/events";
import { makeJob } from "../services/wsc/create";
import { findJob, insertJob } from "../services/wsc/jobs";
import { moveJob } from "../services/wsc/life";
import { setOutcome } from "../services/wsc/targets";
import type { seed } from "./schemas";

type SeedData = z.output<typeof seed>;
type Each<List> = NonNullable<List> extends readonly (infer Item)[] ? Item : never;

/** Writes the state that a seed describes; answers the numbers of its jobs. */
export function plant(moment: Moment, data: SeedData): { jobs: number[] } {
  return moment.database.transaction(() => {
    for (const [url, outcome] of Object.entries(data.findings ?? {}))
      setOutcome(moment.database, url, outcome);
    for (const filter of ["hashfilter", "filefilter"] as const) plantFilter(moment, filter, data);
    for (const { hash, group } of data.malware ?? []) addMalware(moment, hash, group);
    for (const file of data.files ?? []) plantFile(moment, file);
    for (const { date, fields, ...source } of data.events ?? []) addEvent(moment, source, date, fields);
    return { jobs: (data.jobs ?? []).map((job) => plantJob(moment, job)) };
  });
}

function plantFilter(moment: Moment, filter: FilterSegment, data: SeedData): void {
  const type = data.notifications?.[filter];
  if (type !== undefined) setNotification(moment, filter, type);
  const entries = data.thresholds?.[filter];
  if (entries === undefined) return;
  removeThresholds(moment, filter);
  for (const entry of entries) setThreshold(moment, filter, entry);
}

function plantFile(moment: Moment, { content, resultCode }: Each<SeedData["files"]>): void {
  const bytes = Buffer.from(content);
  register(moment, bytes, resultCode);
  const newest = findInspections(moment, "sha1", computeDigests(bytes).sha1).at(-1);
  if (newest !== undefined) conclude(moment, newest, "CMPL", resultCode, moment.clock.now());
}

function plantJob(moment: Moment, seeded: Each<SeedData["jobs"]>): number {
  const { startUrl, statusCode, memo, vulnItems, userAgent, at = moment.clock.now() } = seeded;
  const input = {
    StartUrl: startUrl,
    VulnItems: vulnItems,
    UserAgent: userAgent,
    Speed: "1",
    Memo: memo,
  } as const;
  const instanceNo = insertJob(moment.database, makeJob(input, new URL(startUrl), null, at));
  const job = findJob(moment.database, instanceNo);
  if (job !== undefined && statusCode !== job.stage) moveJob(moment, job, statusCode, at);
  return instanceNo;
}
