import { defineOperation } from "../operation";
import { wscCodes, wscRequirements } from "./codes";
import {
  createJobInput,
  getJobsInput,
  jobList,
  jobPath,
  mutationOutput,
  report,
  searchJobsInput,
} from "./schemas";

const docs = "https://api.ncloud-docs.com/docs/en/security-websecuritychecker";
const shared = { service: "wsc", codes: wscCodes, requires: wscRequirements } as const;

const dates =
  "Form and zone of the dates are not shown: text is read as Korean time, a number as epoch milliseconds";

const ofListings = [
  "Whether the list stands at top level or in a wrapper is not shown; both are read",
  "The texts of status are not listed, and nothing depends on them",
  dates,
  "The order of the list is not told; the emulator has the newest first",
  "result_button is empty once a job was canceled or stopped",
];

/** Every documented call of Web Security Checker. */
export const wscOperations = {
  getJobs: defineOperation({
    ...shared,
    name: "getJobs",
    method: "GET",
    path: "/api/v1/jobs",
    carries: "query",
    repeatable: true,
    input: getJobsInput,
    output: jobList,
    document: `${docs}-getjobs`,
    inferred: ofListings,
  }),
  searchJobs: defineOperation({
    ...shared,
    name: "searchJobs",
    method: "POST",
    path: "/api/v1/jobs/search",
    carries: "json",
    repeatable: true,
    input: searchJobsInput,
    output: jobList,
    document: `${docs}-searchjobs`,
    inferred: [...ofListings, "A keyword matches any part of the URL or memo"],
  }),
  createJob: defineOperation({
    ...shared,
    name: "createJob",
    method: "PUT",
    path: "/api/v1/job",
    carries: "json",
    repeatable: false,
    secretFields: ["Headers"],
    input: createJobInput,
    output: mutationOutput,
    document: `${docs}-createjob`,
    inferred: [
      "The fields travel as a JSON body, although the page calls them path parameters",
      "The reply of a success is like that of cancelJob, and need not hold the job's number",
      "One scan of a host and port at a time is what one of a target means",
      "Re-diagnoses are counted as one page says, 3 times; another says 2 additional times",
      "That a memo has at most 200 characters and ALL stands alone are limits of this package",
    ],
  }),
  cancelJob: defineOperation({
    ...shared,
    name: "cancelJob",
    method: "PATCH",
    path: "/api/v1/jobs/{instanceNo}/cancel",
    carries: "nothing",
    repeatable: true,
    input: jobPath,
    output: mutationOutput,
    document: `${docs}-canceljob`,
    inferred: ["Canceling a job that is not waiting is answered with 160842"],
  }),
  stopJob: defineOperation({
    ...shared,
    name: "stopJob",
    method: "PATCH",
    path: "/api/v1/jobs/{instanceNo}/stop",
    carries: "nothing",
    repeatable: true,
    input: jobPath,
    output: mutationOutput,
    document: `${docs}-stopjob`,
    inferred: [
      "Stopping a job that is not running is answered with 901",
      "A job passes 92 (stopping) before 93 (stopped)",
    ],
  }),
  getReport: defineOperation({
    ...shared,
    name: "getReport",
    method: "GET",
    path: "/api/v1/jobs/{instanceNo}/report",
    carries: "nothing",
    repeatable: true,
    input: jobPath,
    output: report,
    document: `${docs}-getreport`,
    inferred: [
      "A report asked for before the job has completed is answered with 901",
      "The inner keys of Classify_byRisk_Domain, Classify_byRisk_Vulnerability, Details and Recommendation, and the shape of Excluded_Url, are not shown",
      dates,
    ],
  }),
};
