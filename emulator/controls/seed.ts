import type { z } from "zod";
import type { FilterSegment } from "../../provider/ncp/api/filesafer/schemas";
import type { Context } from "../account/context";
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
export function plant(ctx: Context, data: SeedData): { jobs: number[] } {
  return ctx.database.transaction(() => {
    for (const [url, outcome] of Object.entries(data.findings ?? {})) setOutcome(ctx.database, url, outcome);
    for (const filter of ["hashfilter", "filefilter"] as const) plantFilter(ctx, filter, data);
    for (const { hash, group } of data.malware ?? []) addMalware(ctx, hash, group);
    for (const file of data.files ?? []) plantFile(ctx, file);
    for (const { date, fields, ...source } of data.events ?? []) addEvent(ctx, source, date, fields);
    return { jobs: (data.jobs ?? []).map((job) => plantJob(ctx, job)) };
  });
}

function plantFilter(ctx: Context, filter: FilterSegment, data: SeedData): void {
  const type = data.notifications?.[filter];
  if (type !== undefined) setNotification(ctx, filter, type);
  const entries = data.thresholds?.[filter];
  if (entries === undefined) return;
  removeThresholds(ctx, filter);
  for (const entry of entries) setThreshold(ctx, filter, entry);
}

function plantFile(ctx: Context, { content, resultCode }: Each<SeedData["files"]>): void {
  const bytes = Buffer.from(content);
  register(ctx, bytes, resultCode);
  const newest = findInspections(ctx, "sha1", computeDigests(bytes).sha1).at(-1);
  if (newest !== undefined) conclude(ctx, newest, "CMPL", resultCode, ctx.clock.now());
}

function plantJob(ctx: Context, seeded: Each<SeedData["jobs"]>): number {
  const { startUrl, statusCode, memo, vulnItems, userAgent, at = ctx.clock.now() } = seeded;
  const input = {
    StartUrl: startUrl,
    VulnItems: vulnItems,
    UserAgent: userAgent,
    Speed: "1",
    Memo: memo,
  } as const;
  const instanceNo = insertJob(ctx.database, makeJob(input, new URL(startUrl), null, at));
  const job = findJob(ctx.database, instanceNo);
  if (job !== undefined && statusCode !== job.stage) moveJob(ctx, job, statusCode, at);
  return instanceNo;
}
