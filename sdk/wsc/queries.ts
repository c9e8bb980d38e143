import type * as pulumi from "@pulumi/pulumi";
import type { Report } from "../../report";
import { query } from "../queries";
import type { InputArgs, QueryOptions, QueryOutputOptions } from "../queries/options";
import type { JobList } from "./jobs";
import type { SearchType, StatusCode } from "./values";

/** Which page of the account's scans to read, or all of them. */
export interface GetJobsArgs {
  /** Jobs on a page. Default 20, and 100 with `all`. */
  limit?: number;
  /** The page, from 1. Default 1. Not together with `all`. */
  page?: number;
  /** True reads all pages and answers with their jobs in one list. Default false. */
  all?: boolean;
}

/** Which scans to look for, and which page of them to read. */
export interface SearchJobsArgs extends GetJobsArgs {
  /** Where the keyword is looked for: "url", "memo" or "" (default), which is everywhere. */
  searchType?: SearchType;
  /** Any part of the URL or the memo (inferred). Default "", which matches every job. */
  searchKeyword?: string;
  /** Only jobs in this state, such as `StatusCode.DiagnosticCompleted`. Default null, any state. */
  statusCode?: StatusCode | null;
}

/** Whose report to read. */
export interface GetReportArgs {
  /** The job's number: a ScanJob's `instanceNo`. */
  instanceNo: number | string;
}

const jobs = query<GetJobsArgs, JobList>("wsc", "getJobs", (door) => door.wsc.getJobs);
const foundJobs = query<SearchJobsArgs, JobList>("wsc", "searchJobs", (door) => door.wsc.searchJobs);
const report = query<GetReportArgs, Report>("wsc", "getReport", (door) => door.wsc.getReport);

/**
 * Lists the scans of the account, in NCP's order, which the documents do not tell. With `all: true` it
 * fails rather than answer with a part when the pages do not add up to `total_cnt`.
 *
 * Inferred, because the documents do not show it: whether the list stands at the top of the answer
 * or in a wrapper; both are read.
 *
 * @throws an error whose message names the call, NCP's code with its meaning, and what to do.
 * @see https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs
 * @example
 * const { record_data } = await security.wsc.getJobs({ all: true });
 * const running = record_data.filter((job) => job.result_button === "terminate");
 */
export const getJobs = (args: GetJobsArgs = {}, opts?: QueryOptions): Promise<JobList> =>
  jobs.now(args, opts);

/**
 * {@link getJobs} as an Output, of arguments that may be Outputs. Unknown, without a call, until all
 * that it needs is known.
 *
 * @example
 * export const scans = security.wsc.getJobsOutput().total_cnt;
 */
export const getJobsOutput = (
  args: InputArgs<GetJobsArgs> = {},
  opts?: QueryOutputOptions,
): pulumi.Output<JobList> => jobs.output(args, opts);

/**
 * Lists the scans whose URL or memo holds a keyword, or that are in a state. With `all: true` it fails
 * rather than answer with a part when the pages do not add up to `total_cnt`.
 *
 * @throws an error whose message names the call, NCP's code with its meaning, and what to do.
 * @see https://api.ncloud-docs.com/docs/en/security-websecuritychecker-searchjobs
 * @example
 * const completed = await security.wsc.searchJobs({
 *   searchType: security.wsc.SearchType.Url,
 *   searchKeyword: "shop.example.com",
 *   statusCode: security.wsc.StatusCode.DiagnosticCompleted,
 * });
 */
export const searchJobs = (args: SearchJobsArgs = {}, opts?: QueryOptions): Promise<JobList> =>
  foundJobs.now(args, opts);

/**
 * {@link searchJobs} as an Output, of arguments that may be Outputs. Unknown, without a call, until all
 * that it needs is known.
 *
 * @example
 * export const ofShop = security.wsc.searchJobsOutput({ searchKeyword: scan.startUrl }).record_data;
 */
export const searchJobsOutput = (
  args: InputArgs<SearchJobsArgs> = {},
  opts?: QueryOutputOptions,
): pulumi.Output<JobList> => foundJobs.output(args, opts);

/**
 * Reads the report of a completed scan. Inferred: before the scan is completed, NCP answers with code
 * 901, which this throws; after a year, with 160701 (documented).
 *
 * @throws an error whose message names the call, NCP's code with its meaning, and what to do.
 * @see https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getreport
 * @example
 * const report = await security.wsc.getReport({ instanceNo: 12345 });
 * const high = report.Classify_byRisk_Level?.High;
 */
export const getReport = report.now;

/**
 * {@link getReport} as an Output, of arguments that may be Outputs. Unknown, without a call, until all
 * that it needs is known.
 *
 * @example
 * const scan = new security.wsc.ScanJob("shop", { startUrl: "https://shop.example.com/", waitFor: "completed" });
 * export const counts = security.wsc.getReportOutput({ instanceNo: scan.instanceNo }).Classify_byRisk_Level;
 */
export const getReportOutput = report.output;
