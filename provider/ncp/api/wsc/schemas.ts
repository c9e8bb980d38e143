import { z } from "zod";
import {
  code,
  count,
  isObject,
  looseDate,
  looseNumber,
  looseText,
  optionalText,
  readLoosely,
  unwrapAnswer,
  wholeNumber,
} from "../fields";
import { defineSortedRows, type UnreadableRow } from "../rows";

/** Numeric job states of searchJobs' `statusCode`. */
export const statusCodes = {
  diagnosticPending: 2,
  diagnosticInProgress: 3,
  diagnosticCompleted: 4,
  diagnosticFailed: 5,
  urlCollectionPending: 12,
  urlCollectionInProgress: 13,
  urlCollectionCompleted: 14,
  urlCollectionFailed: 15,
  diagnosticCanceled: 91,
  stopping: 92,
  stopped: 93,
} as const;

export const statusCode = z.literal(Object.values(statusCodes));

export type StatusCode = z.infer<typeof statusCode>;

const page = { limit: z.int().min(1), page: z.int().min(1) };

/** getJobs: the documents call both required in one version and give defaults (20, 1) in another. */
export const getJobsInput = z.strictObject({ limit: page.limit.default(20), page: page.page.default(1) });

export const searchTypes = ["url", "memo", ""] as const;

export const searchJobsInput = z.strictObject({
  searchType: z.enum(searchTypes),
  searchKeyword: z.string(),
  statusCode: statusCode.nullable(),
  ...page,
});

/** What can be done with a job; an empty text once it was canceled or stopped (inferred). */
export const resultButtons = ["report", "cancel", "terminate", "expired", "cause"] as const;

export const jobRecord = z.looseObject({
  instanceNo: wholeNumber,
  start_date: looseDate,
  end_date: looseDate,
  status: looseText,
  progress: looseNumber,
  start_url: readLoosely(z.string()),
  crawl_cnt: looseNumber,
  /** The count of vulnerabilities, whatever the name says. */
  scan_cnt: looseNumber,
  /** Tells whose job it is. */
  memo: optionalText,
  /** Tells where it stands. */
  result_button: optionalText,
});

export type JobRecord = z.output<typeof jobRecord>;

/** A row of a listing that cannot be read as a job. */
export interface UnreadableJob extends UnreadableRow {
  /** Whose row it is, if that can be read. */
  readonly instanceNo: number | undefined;
}

function addNumber({ row, problem }: UnreadableRow): UnreadableJob {
  const instanceNo = isObject(row) ? wholeNumber.safeParse(row.instanceNo).data : undefined;
  return { instanceNo, problem, row };
}

/**
 * `total_cnt` counts the rows that cannot be read too: a page has as many rows as `record_data` and
 * `unreadable` together. One of them may be any job that is not in `record_data`.
 */
export const jobList = unwrapAnswer(
  "record_data",
  z
    .looseObject({
      total_cnt: count,
      total_page_cnt: looseNumber,
      current_start_page: looseNumber,
      current_end_page: looseNumber,
      record_data: defineSortedRows(jobRecord),
    })
    .transform(({ record_data: { readable, unreadable }, ...rest }) => ({
      ...rest,
      record_data: readable,
      unreadable: unreadable.map(addNumber),
    })),
);

export type JobList = z.output<typeof jobList>;

export const speeds = ["1", "2", "3"] as const;

export const userAgents = ["Android", "iPhone", "PC Chrome", "PC IE"] as const;

export const createJobInput = z.strictObject({
  StartUrl: z.string().min(1),
  ExcludeUrl: z.array(z.string()).optional(),
  Headers: z.record(z.string(), z.string()).optional(),
  VulnItems: z.array(z.string().min(1)).min(1),
  UserAgent: z.enum(userAgents),
  Speed: z.enum(speeds),
  Memo: z.string().optional(),
  MasterInstanceNo: z.string().optional(),
});

/** cancelJob, stopJob and (inferred) createJob; a number in the reply of createJob is used when it is there. */
export const mutationOutput = z.looseObject({
  returnCode: code.optional(),
  returnDesc: looseText,
  returnMessage: looseText,
  resources: z.unknown().optional(),
});

/** Digits of a job's number. */
export const numberPattern = "[1-9]\\d{0,15}";

const numberRule =
  "must be the number of a job, such as 1234111231: a whole number up to 9007199254740991, or its digits";

/** The number of a job, as it is given by a program. A greater one would lose digits. */
export const jobNumber = z.union(
  [
    z.int(numberRule).positive(numberRule),
    z
      .string()
      .regex(new RegExp(`^${numberPattern}$`), numberRule)
      .transform(Number)
      .pipe(z.int(numberRule)),
  ],
  numberRule,
);

export const jobPath = z.strictObject({ instanceNo: z.int().positive() });

/** Counts that cannot be are no counts: a gate must not pass on them. */
const counts = z
  .looseObject({ Total: count, High: count, Medium: count, Low: count })
  .refine(({ Total, High, Medium, Low }) => Total >= High + Medium + Low, "must not be less than its parts");

/** The parts of a report whose inner keys the documents leave open. */
const open = z.unknown().optional();

export const report = unwrapAnswer(
  "Classify_byRisk_Level",
  z.looseObject({
    report_date: looseText,
    Target_Info: looseText,
    Crawl_Time: looseText,
    Scan_Time: looseText,
    Excluded_Url: open,
    Login_Info: looseText,
    Vulnerability_Category: looseText,
    User_Agent: looseText,
    Memo: looseText,
    Scanned_Domain_List: open,
    Not_Scanned_Domain_List: open,
    /** Left out or unreadable counts are not an error of the report; a gate on them is not met. */
    Classify_byRisk_Level: readLoosely(counts),
    Classify_byRisk_Domain: open,
    Classify_byRisk_Vulnerability: open,
    Details: open,
    Recommendation: open,
  }),
);

export type Report = z.output<typeof report>;
