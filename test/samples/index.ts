import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { serviceNames } from "../../provider/ncp/api/service";

const document = z.strictObject({
  title: z.string().min(1),
  language: z.enum(["en", "ja", "ko"]),
  url: z.url(),
});

const request = z.strictObject({
  method: z.enum(["GET", "POST", "PUT", "PATCH"]),
  path: z.string().startsWith("/"),
  query: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  json: z.record(z.string(), z.unknown()).optional(),
  /** Parts of a multipart form; the file by its text. */
  form: z.record(z.string(), z.string()).optional(),
});

const sample = z.strictObject({
  operation: z.string(),
  /** The half of a service that is asked: a filter of File Safer, a platform of Security Monitoring. */
  variant: z.enum(["wsc", "hashfilter", "filefilter", "securitymonitoring", "vsecuritymonitoring", "sts"]),
  /** What is asked or answered, in a few words. */
  shows: z.string().min(1),
  document,
  /** "documented": the page shows all of it. "inferred": the parts under `inferred` are not on the page. */
  source: z.enum(["documented", "inferred"]),
  inferred: z.array(z.string()).default([]),
  /** Fields that an answer may have beside: those of newer pages, and those with names that vary (`*`). */
  optional: z.array(z.string()).default([]),
  /** "emulator": the client asks the same in another way, which is a sample too. */
  replay: z.enum(["both", "emulator"]).default("both"),
  request,
  response: z.strictObject({ status: z.int(), body: z.record(z.string(), z.unknown()) }),
});

export type Sample = z.output<typeof sample>;
export type SampleRequest = Sample["request"];
export const sampleRequest = request;

/**
 * What NAVER Cloud's documents show of each call: the data lies beside this file. Facts and figures are
 * the documents' own; whatever was put together from their field tables is named under `inferred`.
 */
export const samples: readonly Sample[] = serviceNames.flatMap((service) =>
  z.array(sample).parse(read(service)),
);

/** The samples of a call; a call without one is a fault of the samples. */
export function samplesOf(operation: string): [Sample, ...Sample[]] {
  const [first, ...others] = samples.filter((candidate) => candidate.operation === operation);
  if (first === undefined) throw new Error(`there is no sample of ${operation}`);
  return [first, ...others];
}

/** Whether a sample shows a call that is refused. */
export function isRefusal({ response }: Sample): boolean {
  return "error" in response.body;
}

const rows = z.array(z.strictObject({ status: z.int(), code: z.string(), message: z.string() }));

/** The error tables of the overview pages. */
export const codeTables = z
  .array(z.strictObject({ service: z.enum(serviceNames), document, gateway: rows, own: rows }))
  .parse(read("codes"));

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(__dirname, `${name}.json`), "utf8"));
}
