import { resolve } from "node:path";
import { z } from "zod";
import { jobNumber, speeds, userAgents } from "../../ncp/api/wsc/schemas";
import { unprintable } from "../kit/check";
import { duration } from "../kit/duration";
import type { Failure, Properties } from "../kit/lifecycle";
import { objectOf, oneOf } from "../kit/shapes";
import { triggers } from "../kit/triggers";
import { definition } from "./definition";

const { arguments: given } = definition;

/** The API's "1", "2", "3" by name. */
export const speedCodes = { normal: "1", fast: "2", fastest: "3" } as const satisfies Record<
  string,
  (typeof speeds)[number]
>;

export type Speed = keyof typeof speedCodes;

const speedNames = Object.keys(speedCodes) as Speed[];

const speed = oneOf(["normal", "fast", "fastest", ...speeds])
  .transform(
    (given): Speed => speedNames.find((name) => name === given || speedCodes[name] === given) ?? "normal",
  )
  .default(given.speed.default);

const absoluteUrl = "must be an absolute URL that starts with http:// or https://";

const passwordProblem = {
  error: "must not hold a user or a password: log in with headers",
  params: unprintable,
};

const url = z
  .string(absoluteUrl)
  .refine((text) => /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text), {
    error: absoluteUrl,
    abort: true,
  })
  .refine((text) => !hasUser(text), passwordProblem);

function hasUser(text: string): boolean {
  const { username, password } = new URL(text);
  return username !== "" || password !== "";
}

const headerName = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
const headerValue = z
  .string("must hold texts only")
  .regex(/^[^\r\n\0]*$/, "must hold texts without line breaks");

const headers = z
  .record(z.string(), headerValue, "must be an object of header names and texts")
  .refine(
    (given) => Object.keys(given).every((name) => headerName.test(name)),
    "must hold valid header names",
  );

const vulnerabilityItems = z
  .array(z.string().min(1, "must not be empty"), "must be a list of items")
  .min(1, 'must name at least one item, or ["ALL"]')
  .refine((items) => !items.includes("ALL") || items.length === 1, '"ALL" must stand alone')
  .default([...given.vulnerabilityItems.default]);

const wholeCount = z.int("must be a whole number").min(0, "must not be negative").optional();

const gate = objectOf({
  high: wholeCount,
  medium: wholeCount,
  low: wholeCount,
  total: wholeCount,
  minCrawledUrlCount: wholeCount,
}).refine(
  (limits) => Object.values(limits).some((limit) => limit !== undefined),
  "must limit at least one of high, medium, low, total, or ask for minCrawledUrlCount",
);

const file = z
  .string("must be the path of a file")
  .min(1, "must not be empty")
  .regex(/^[^\0]*$/, "must not hold a null character")
  .regex(/[^/\\]$/, "must name a file, not a folder")
  .optional();

/** What a report can be written as. */
export const reportForms = ["html", "sarif", "json"] as const;

const category = z
  .string("must be a text")
  .regex(/[^/\s]/, "must not be empty")
  .optional();

const reportFiles = objectOf({ html: file, sarif: file, json: file, category })
  .refine((files) => pathsOf(files).length > 0, "must name at least one of html, sarif, json")
  .refine((files) => new Set(pathsOf(files)).size === pathsOf(files).length, "must name different files")
  .refine(
    (files) => files.category === undefined || files.sarif !== undefined,
    "has a category, which needs sarif",
  );

export type ReportFiles = Partial<Record<(typeof reportForms)[number] | "category", string>>;

function pathsOf(files: ReportFiles): string[] {
  return reportForms.flatMap((form) => (files[form] === undefined ? [] : [resolve(files[form])]));
}

export const waits = ["submitted", "started", "completed"] as const;

export const scanJobInputs = z.strictObject({
  startUrl: url,
  excludeUrls: z.array(url, "must be a list of URLs").default([...given.excludeUrls.default]),
  headers: headers.optional(),
  vulnerabilityItems,
  userAgent: oneOf(userAgents).default(given.userAgent.default),
  speed,
  memo: z
    .string("must be a text")
    .max(200, "must have at most 200 characters")
    .regex(/^[^\r\n\0]*$/, "must be one line")
    .optional(),
  rescanOf: jobNumber.optional(),
  adopt: jobNumber.optional(),
  triggers: triggers.optional(),
  maxAge: duration.optional(),
  rescan: oneOf(["auto", "never"]).default(given.rescan.default),
  rerunOnFailure: z.boolean("must be true or false").default(given.rerunOnFailure.default),
  waitFor: oneOf(waits).default(given.waitFor.default),
  gate: gate.optional(),
  reportFiles: reportFiles.optional(),
  timeouts: objectOf({
    create: duration.optional(),
    update: duration.optional(),
    delete: duration.optional(),
  }).optional(),
  /** Set by the SDK: which resource of which stack this is. No argument of the program. */
  owner: z.string().optional(),
});

export type ScanJobInputs = z.output<typeof scanJobInputs>;

export function requireOneOrigin(inputs: Properties): Failure[] {
  if (inputs.adopt === undefined || inputs.rescanOf === undefined) return [];
  return [
    { property: "rescanOf", reason: "cannot be combined with adopt: an adopted job is not scanned again" },
  ];
}

/** Arguments that are about a scan's result, and why each of them needs it. */
const resultArguments = {
  gate: "a gate judges a completed scan",
  reportFiles: "only a completed scan has a report",
} as const;

export function requireWaitForResult(inputs: Properties): Failure[] {
  // They imply completed; only the default, which cannot be told from "submitted", is lifted.
  if (inputs.waitFor !== "started") return [];
  const given = Object.entries(resultArguments).filter(([name]) => inputs[name] !== undefined);
  return given.map(([name, why]) => ({
    property: "waitFor",
    reason: `must be "completed" or left out beside ${name}: ${why}`,
  }));
}
