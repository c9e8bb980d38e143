import { z } from "zod";
import { type StatusCode, statusCode } from "../../../provider/ncp/api/wsc/schemas";
import { type Database, parseJsonColumn } from "../../account/storage/database";
import { counts } from "./targets";

const moment = z.int();
const texts = parseJsonColumn(z.array(z.string()));

const jobRow = z.object({
  instanceNo: z.int(),
  startUrl: z.string(),
  target: z.string(),
  excludeUrls: texts,
  headerNames: texts,
  vulnItems: texts,
  userAgent: z.string(),
  speed: z.string(),
  memo: z.string(),
  masterInstanceNo: z.int().nullable(),
  stage: statusCode,
  stageSince: moment,
  createdAt: moment,
  crawlStartedAt: moment.nullable(),
  scanStartedAt: moment.nullable(),
  endedAt: moment.nullable(),
  findings: parseJsonColumn(counts).nullable(),
});

/** What a listing tells of a job, or makes it from. */
const listedRow = jobRow.pick({
  instanceNo: true,
  startUrl: true,
  memo: true,
  stage: true,
  stageSince: true,
  crawlStartedAt: true,
  endedAt: true,
  findings: true,
});

const listedColumns = Object.keys(listedRow.shape).join(", ");

export type Job = z.output<typeof jobRow>;
export type ListedJob = z.output<typeof listedRow>;

/** What a job is made from; `stage` is where it begins. */
export type NewJob = Omit<Job, "instanceNo">;

/** Adds a job and answers its number. */
export function insertJob(database: Database, job: NewJob): number {
  return database.run(
    `INSERT INTO jobs (startUrl, target, excludeUrls, headerNames, vulnItems, userAgent, speed, memo,
       masterInstanceNo, stage, stageSince, createdAt, crawlStartedAt, scanStartedAt, endedAt, findings)
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
    `UPDATE jobs SET stage = ?, stageSince = ?, crawlStartedAt = ?, scanStartedAt = ?, endedAt = ?, findings = ?
     WHERE instanceNo = ?`,
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
  return database.first(jobRow, "SELECT * FROM jobs WHERE instanceNo = ?", instanceNo);
}

/** Whether there was such a job. */
export function deleteJob(database: Database, instanceNo: number): boolean {
  return database.run("DELETE FROM jobs WHERE instanceNo = ?", instanceNo).changes > 0;
}

export function listJobsIn(database: Database, stages: readonly StatusCode[]): Job[] {
  return database.all(jobRow, `SELECT * FROM jobs WHERE stage IN (${stages.join()}) ORDER BY instanceNo`);
}

/** How many jobs are in one of the stages, of one target or of all. */
export function countJobsIn(database: Database, stages: readonly StatusCode[], target?: string): number {
  const from = `jobs WHERE stage IN (${stages.join()})`;
  return target === undefined ? database.count(from) : database.count(`${from} AND target = ?`, target);
}

export function countRescans(database: Database, masterInstanceNo: number): number {
  return database.count("jobs WHERE masterInstanceNo = ?", masterInstanceNo);
}

/** What a search keeps; the keyword matches any part of the column, in any case. */
export interface JobFilter {
  readonly column?: "startUrl" | "memo";
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
  const sql = `SELECT ${listedColumns} FROM ${from} ORDER BY instanceNo DESC LIMIT ? OFFSET ?`;
  const jobs = database.all(listedRow, sql, ...values, limit, offset);
  // A page that is not full is the last one: there are as many as were passed on the way to its end.
  const isLast = jobs.length < limit && (jobs.length > 0 || page === 1);
  return { total: isLast ? offset + jobs.length : database.count(from, ...values), jobs };
}
