import { z } from "zod";
import { type StatusCode, statusCode } from "../../../provider/ncp/api/wsc/schemas";
import { type Database, parseJsonColumn } from "../../account/storage/database";
import { counts } from "./targets";

const moment = z.int();
const texts = parseJsonColumn(z.array(z.string()));

/** Compiled, because a page of a listing reads up to a hundred of them. */
const jobRow = z.compile(
  z
    .object({
      instance_no: z.int(),
      start_url: z.string(),
      target: z.string(),
      exclude_urls: texts,
      header_names: texts,
      vuln_items: texts,
      user_agent: z.string(),
      speed: z.string(),
      memo: z.string(),
      master_instance_no: z.int().nullable(),
      stage: statusCode,
      stage_since: moment,
      created_at: moment,
      crawl_started_at: moment.nullable(),
      scan_started_at: moment.nullable(),
      ended_at: moment.nullable(),
      findings: parseJsonColumn(counts).nullable(),
    })
    .transform((row) => ({
      instanceNo: row.instance_no,
      startUrl: row.start_url,
      target: row.target,
      excludeUrls: row.exclude_urls,
      headerNames: row.header_names,
      vulnItems: row.vuln_items,
      userAgent: row.user_agent,
      speed: row.speed,
      memo: row.memo,
      masterInstanceNo: row.master_instance_no,
      stage: row.stage,
      stageSince: row.stage_since,
      createdAt: row.created_at,
      crawlStartedAt: row.crawl_started_at,
      scanStartedAt: row.scan_started_at,
      endedAt: row.ended_at,
      findings: row.findings,
    })),
);

export type Job = z.output<typeof jobRow>;

/** What a job is made from; `stage` is where it begins. */
export type NewJob = Omit<Job, "instanceNo">;

/** Adds a job and answers its number. */
export function insertJob(database: Database, job: NewJob): number {
  return database.run(
    `INSERT INTO jobs (start_url, target, exclude_urls, header_names, vuln_items, user_agent, speed, memo,
       master_instance_no, stage, stage_since, created_at, crawl_started_at, scan_started_at, ended_at, findings)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    job.startUrl,
    job.target,
    JSON.stringify(job.excludeUrls),
    JSON.stringify(job.headerNames),
    JSON.stringify(job.vulnItems),
    job.userAgent,
    job.speed,
    job.memo,
    job.masterInstanceNo,
    job.stage,
    job.stageSince,
    job.createdAt,
    job.crawlStartedAt,
    job.scanStartedAt,
    job.endedAt,
    job.findings === null ? null : JSON.stringify(job.findings),
  ).lastId;
}

/** Writes what changes in a job's life. */
export function updateJob(database: Database, job: Job): void {
  database.run(
    `UPDATE jobs SET stage = ?, stage_since = ?, crawl_started_at = ?, scan_started_at = ?, ended_at = ?, findings = ?
     WHERE instance_no = ?`,
    job.stage,
    job.stageSince,
    job.crawlStartedAt,
    job.scanStartedAt,
    job.endedAt,
    job.findings === null ? null : JSON.stringify(job.findings),
    job.instanceNo,
  );
}

export function findJob(database: Database, instanceNo: number): Job | undefined {
  return database.first(jobRow, "SELECT * FROM jobs WHERE instance_no = ?", instanceNo);
}

/** Whether there was such a job. */
export function deleteJob(database: Database, instanceNo: number): boolean {
  return database.run("DELETE FROM jobs WHERE instance_no = ?", instanceNo).changes > 0;
}

export function listJobsIn(database: Database, stages: readonly StatusCode[]): Job[] {
  return database.all(jobRow, `SELECT * FROM jobs WHERE stage IN (${stages.join()}) ORDER BY instance_no`);
}

/** How many jobs are in one of the stages, of one target or of all. */
export function countJobsIn(database: Database, stages: readonly StatusCode[], target?: string): number {
  const from = `jobs WHERE stage IN (${stages.join()})`;
  return target === undefined ? database.count(from) : database.count(`${from} AND target = ?`, target);
}

export function countRescans(database: Database, masterInstanceNo: number): number {
  return database.count("jobs WHERE master_instance_no = ?", masterInstanceNo);
}

/** What a search keeps; the keyword matches any part of the column, in any case. */
export interface JobFilter {
  readonly column?: "start_url" | "memo";
  readonly keyword?: string;
  readonly stage?: StatusCode;
}

/** One page of the jobs that pass, newest first (inferred), and the count of all of them. */
export function searchJobRows(database: Database, filter: JobFilter, limit: number, page: number) {
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  if (filter.column !== undefined) {
    conditions.push(`instr(lower(${filter.column}), lower(?)) > 0`);
    values.push(filter.keyword ?? "");
  }
  if (filter.stage !== undefined) {
    conditions.push("stage = ?");
    values.push(filter.stage);
  }
  const from = `jobs WHERE ${["TRUE", ...conditions].join(" AND ")}`;
  const offset = Math.min((page - 1) * limit, Number.MAX_SAFE_INTEGER);
  const sql = `SELECT * FROM ${from} ORDER BY instance_no DESC LIMIT ? OFFSET ?`;
  const jobs = database.all(jobRow, sql, ...values, limit, offset);
  // A page that is not full is the last one: there are as many as were passed on the way to its end.
  const isLast = jobs.length < limit && (jobs.length > 0 || page === 1);
  return { total: isLast ? offset + jobs.length : database.count(from, ...values), jobs };
}
