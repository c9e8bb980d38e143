import { z } from "zod";
import { code, count, optionalText, unwrapped, wholeNumber } from "../fields";
import { rows } from "../rows";

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
  start_date: optionalText,
  end_date: optionalText,
  status: optionalText,
  progress: wholeNumber.nullish().transform((value) => value ?? undefined),
  start_url: z.string(),
  crawl_cnt: wholeNumber.nullish().transform((value) => value ?? undefined),
  /** The count of vulnerabilities, whatever the name says. */
  scan_cnt: wholeNumber.nullish().transform((value) => value ?? undefined),
  memo: optionalText,
  result_button: optionalText,
});

export type JobRecord = z.output<typeof jobRecord>;

export const jobList = unwrapped(
  "record_data",
  z.looseObject({
    total_cnt: count,
    total_page_cnt: wholeNumber.optional(),
    current_start_page: wholeNumber.optional(),
    current_end_page: wholeNumber.optional(),
    record_data: rows(jobRecord),
  }),
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
  returnDesc: optionalText,
  returnMessage: optionalText,
  resources: z.unknown().optional(),
});

const numberRule =
  "must be the number of a job, such as 1234111231: a whole number up to 9007199254740991, or its digits";

/** The number of a job, as it is given by a program. A greater one would lose digits. */
export const jobNumber = z.union(
  [
    z.int(numberRule).positive(numberRule),
    z
      .string()
      .regex(/^[1-9]\d{0,15}$/, numberRule)
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

export const report = unwrapped(
  "Classify_byRisk_Level",
  z.looseObject({
    report_date: optionalText,
    Target_Info: optionalText,
    Crawl_Time: optionalText,
    Scan_Time: optionalText,
    Excluded_Url: open,
    Login_Info: optionalText,
    Vulnerability_Category: optionalText,
    User_Agent: optionalText,
    Memo: optionalText,
    Scanned_Domain_List: open,
    Not_Scanned_Domain_List: open,
    /** Left out or unreadable counts are not an error of the report; a gate on them is not met. */
    Classify_byRisk_Level: counts.optional().catch(undefined),
    Classify_byRisk_Domain: open,
    Classify_byRisk_Vulnerability: open,
    Details: open,
    Recommendation: open,
  }),
);

export type Report = z.output<typeof report>;
