import type { JobList, JobRecord, UnreadableJob } from "../api/wsc/schemas";
import type { Listing } from "./paging";

/** A row of a listing, whether or not it can be read as a job: both count. */
export type JobRow = { readonly job: JobRecord } | { readonly unreadable: UnreadableJob };

/** The pages of a listing of jobs. */
export function describeJobPages(
  name: string,
  fetch: (page: number) => Promise<JobList>,
): Listing<JobList, JobRow> {
  return {
    operation: { service: "wsc", name },
    fetch,
    rows: readJobRows,
    total: (list) => list.total_cnt,
    key: (row) => ("job" in row ? row.job.instanceNo : (row.unreadable.instanceNo ?? row)),
  };
}

export function readJobRows({ record_data, unreadable }: JobList): JobRow[] {
  return [...record_data.map((job) => ({ job })), ...unreadable.map((row) => ({ unreadable: row }))];
}

/** Rows by whether they can be read. */
export type JobPage = Pick<JobList, "record_data" | "unreadable">;

export function partRows(rows: readonly JobRow[]): JobPage {
  return {
    record_data: rows.flatMap((row) => ("job" in row ? [row.job] : [])),
    unreadable: rows.flatMap((row) => ("job" in row ? [] : [row.unreadable])),
  };
}
