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

const wrapping = "Whether the list stands at top level or in a wrapper is not shown; both are read";

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
    inferred: [wrapping],
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
    inferred: [wrapping, "A keyword matches any part of the URL or memo"],
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
    inferred: ["A report asked for before the job has completed is answered with 901"],
  }),
};
