import type { Context } from "../../account/context";
import type { SettingsData } from "../../account/settings";
import type { Database } from "../../account/storage/database";
import { formatKoreanDate } from "../dates";
import { type JobFilter, type ListedJob, searchJobRows } from "./jobs";
import { settleJobs } from "./life";
import { success } from "./reply";
import { reportExpired } from "./report";
import { stages } from "./stages";
import { countUrls, findOutcome } from "./targets";

/** Page numbers come in blocks of so many. */
const blockSize = 10;

/** The answer of getJobs and searchJobs. */
export function listJobs(
  ctx: Context,
  filter: JobFilter,
  { limit, page }: { limit: number; page: number },
): object {
  settleJobs(ctx);
  const { database, settings, clock } = ctx;
  const { total, jobs } = searchJobRows(database, filter, limit, page);
  const view = { database, settings: settings, now: clock.now() };
  const pages = Math.max(1, Math.ceil(total / limit));
  const blockStart = Math.floor((Math.min(page, pages) - 1) / blockSize) * blockSize + 1;
  return {
    ...success,
    total_cnt: total,
    total_page_cnt: pages,
    current_start_page: blockStart,
    current_end_page: Math.min(blockStart + blockSize - 1, pages),
    record_data: jobs.map((job) => record(view, job)),
  };
}

/** What all rows of a listing are made with. */
interface View {
  readonly database: Database;
  readonly settings: Readonly<SettingsData>;
  readonly now: number;
}

function record(view: View, job: ListedJob): object {
  const { database, settings, now } = view;
  const { text, button } = stages[job.stage];
  const share = computeStageShare(view, job);
  const { oddJobs, dates } = settings;
  const kind = oddJobs[String(job.instanceNo)];
  return {
    instanceNo: job.instanceNo,
    start_date: formatDate(job.crawlStartedAt, dates),
    end_date: formatDate(job.endedAt, dates),
    status: text,
    progress: progress(job, share),
    start_url: job.startUrl,
    crawl_cnt: countCrawled(database, job, share),
    scan_cnt: vulnerabilities(database, job, share),
    memo: job.memo,
    result_button: reportExpired(job, now) ? "expired" : button,
    ...(kind === undefined ? {} : oddities[kind]),
  };
}

/** Values of other kinds than documented: where nothing is decided by them, in the job's state, and in its number. */
const oddities: Record<SettingsData["oddJobs"][string], object> = {
  values: { status: null, start_url: null, progress: "half", crawl_cnt: "many", scan_cnt: {} },
  state: { result_button: {} },
  number: { instanceNo: null },
};

function formatDate(ctx: number | null, dates: SettingsData["dates"]): string | number | null {
  return ctx === null || dates === "number" ? ctx : formatKoreanDate(ctx);
}

/** How much of its stage a job has behind it, from 0 to 1; half of it when no time is set. */
function computeStageShare({ settings: { pace }, now }: View, job: ListedJob): number {
  if (typeof pace !== "number") return 0.5;
  return Math.min(1, Math.max(0, (now - job.stageSince) / (pace * 1000)));
}

function progress({ stage }: ListedJob, share: number): number {
  const { progress: start, next, kind } = stages[stage];
  if (kind !== "running" || next === undefined) return start;
  return Math.floor(start + (stages[next].progress - start) * share);
}

function countCrawled(database: Database, job: ListedJob, share: number): number {
  if (job.crawlStartedAt === null) return 0;
  const running = job.stage === 13 ? share : job.stage === 15 ? 0.1 : 1;
  return Math.floor(countUrls(findOutcome(database, job.startUrl), job.startUrl) * running);
}

function vulnerabilities(database: Database, job: ListedJob, share: number): number {
  const found = job.findings ?? (job.stage === 3 ? findOutcome(database, job.startUrl) : undefined);
  if (found === undefined || !("high" in found)) return 0;
  const total = found.high + found.medium + found.low;
  return job.stage === 3 ? Math.floor(total * share) : total;
}
