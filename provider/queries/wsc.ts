import { z } from "zod";
import { isoDate } from "../ncp/api/fields";
import type { Operation } from "../ncp/api/operation";
import { addDates } from "../ncp/api/wsc/datedReport";
import { wscOperations as operations } from "../ncp/api/wsc/operations";
import { type JobList, type JobRecord, jobNumber, searchTypes, statusCodes } from "../ncp/api/wsc/schemas";
import type { Client } from "../ncp/client";
import { describeJobPages, partRows } from "../ncp/client/jobPages";
import { readAllPages } from "../ncp/client/paging";
import { oneOf } from "../resources/kit/shapes";
import {
  count,
  defaultPageSize,
  defineArguments,
  flag,
  pageOrAll,
  pageOrAllProblem,
  walkPageSize,
} from "./arguments";
import { defineQuery } from "./query";

const paging = { limit: count.optional(), page: count.optional(), all: flag.optional() };

const codes = Object.values(statusCodes);

const searchArguments = defineArguments({
  searchType: oneOf(searchTypes).default(""),
  searchKeyword: z.string("must be text").default(""),
  statusCode: z
    .literal(codes, `must be null or one of ${codes.join(", ")}`)
    .nullable()
    .default(null),
  ...paging,
}).refine(pageOrAll, pageOrAllProblem);

/** The queries of Web Security Checker. */
export const wsc = {
  getJobs: defineQuery({
    operation: operations.getJobs,
    args: defineArguments(paging).refine(pageOrAll, pageOrAllProblem),
    run: (client, args) => listJobs(operations.getJobs, args, (page) => client.wsc.getJobs(page)),
  }),
  searchJobs: defineQuery({
    operation: operations.searchJobs,
    args: searchArguments,
    run: (client, { limit, page, all, ...criteria }) =>
      listJobs(operations.searchJobs, { limit, page, all }, createSearch(client, criteria)),
  }),
  getReport: defineQuery({
    operation: operations.getReport,
    args: defineArguments({ instanceNo: jobNumber }),
    run: async (client, args) => addDates(await client.wsc.getReport(args)),
  }),
};

type Criteria = Omit<z.output<typeof searchArguments>, keyof typeof paging>;

interface Page {
  limit: number;
  page: number;
}

function createSearch(client: Client, criteria: Criteria): (page: Page) => Promise<JobList> {
  return (page) => client.wsc.searchJobs({ ...criteria, ...page });
}

async function listJobs(
  operation: Operation,
  { limit, page = 1, all = false }: Partial<Page> & { all?: boolean },
  fetch: (page: Page) => Promise<JobList>,
) {
  const list = all
    ? await readAllJobs(operation, (number) => fetch({ limit: limit ?? walkPageSize, page: number }))
    : await fetch({ limit: limit ?? defaultPageSize, page });
  return { ...list, record_data: list.record_data.map(addJobDates) };
}

async function readAllJobs(
  operation: Pick<Operation, "name">,
  fetch: (page: number) => Promise<JobList>,
): Promise<JobList> {
  const { first, rows } = await readAllPages(describeJobPages(operation.name, fetch));
  return { ...first, ...partRows(rows) };
}

function addJobDates(job: JobRecord) {
  return { ...job, startedAt: isoDate(job.start_date), endedAt: isoDate(job.end_date) };
}
