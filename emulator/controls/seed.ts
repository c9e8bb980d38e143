import type { z } from "zod";
import type { FilterSegment } from "../../provider/ncp/api/filesafer/schemas";
import type { World } from "../account/world";
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
export function plant(world: World, data: SeedData): { jobs: number[] } {
  return world.database.transaction(() => {
    for (const [url, outcome] of Object.entries(data.findings ?? {}))
      setOutcome(world.database, url, outcome);
    for (const filter of ["hashfilter", "filefilter"] as const) plantFilter(world, filter, data);
    for (const { hash, group } of data.malware ?? []) addMalware(world, hash, group);
    for (const file of data.files ?? []) plantFile(world, file);
    for (const { date, fields, ...source } of data.events ?? []) addEvent(world, source, date, fields);
    return { jobs: (data.jobs ?? []).map((job) => plantJob(world, job)) };
  });
}

function plantFilter(world: World, filter: FilterSegment, data: SeedData): void {
  const type = data.notifications?.[filter];
  if (type !== undefined) setNotification(world, filter, type);
  const entries = data.thresholds?.[filter];
  if (entries === undefined) return;
  removeThresholds(world, filter);
  for (const entry of entries) setThreshold(world, filter, entry);
}

function plantFile(world: World, { content, resultCode }: Each<SeedData["files"]>): void {
  const bytes = Buffer.from(content);
  register(world, bytes, resultCode);
  const newest = findInspections(world, "sha1", computeDigests(bytes).sha1).at(-1);
  if (newest !== undefined) conclude(world, newest, "CMPL", resultCode, world.clock.now());
}

function plantJob(world: World, seeded: Each<SeedData["jobs"]>): number {
  const { startUrl, statusCode, memo, vulnItems, userAgent, at = world.clock.now() } = seeded;
  const input = {
    StartUrl: startUrl,
    VulnItems: vulnItems,
    UserAgent: userAgent,
    Speed: "1",
    Memo: memo,
  } as const;
  const instanceNo = insertJob(world.database, makeJob(input, new URL(startUrl), null, at));
  const job = findJob(world.database, instanceNo);
  if (job !== undefined && statusCode !== job.stage) moveJob(world, job, statusCode, at);
  return instanceNo;
}
