import { z } from "zod";
import { serviceNames } from "../api/service";
import { findFaultOfBaseUrl, findFaultOfMetadataUrl, sites } from "./endpoints";

/** One setting: where it may come from, what it may hold and how an error explains it. */
export interface SettingRule<Schema extends z.ZodType = z.ZodType> {
  readonly key: string;
  readonly schema: Schema;
  /** What may be given, as the end of "allowed: ...". */
  readonly allowed: string;
  /** Environment variables, in order of preference. */
  readonly environment?: readonly string[];
  /** The value never appears in an error. */
  readonly secret?: boolean;
  /** Given as JSON text. */
  readonly json?: boolean;
}

// `pulumi config set --path` stores some numbers as text.
const number = z.union(
  [
    z.number(),
    z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .transform(Number),
  ],
  "must be a number",
);
const seconds = (least: number, most: number) =>
  number.refine((given) => given >= least && given <= most, `must be ${least} to ${most} seconds`);
const count = (least: number, most: number) =>
  number.refine(
    (given) => Number.isInteger(given) && given >= least && given <= most,
    `must be a whole number from ${least} to ${most}`,
  );
const header = z.string().regex(/^[\x21-\x7e]+$/, "must be visible ASCII characters without spaces");
const baseUrl = z.string("must be a text").superRefine(explain(findFaultOfBaseUrl));
const serviceUrls = Object.fromEntries(serviceNames.map((name) => [name, baseUrl.optional()]));

/** Every setting but the key pair, whose two halves are looked up together. */
export const settingRules = {
  apiKey: rule({
    key: "apiKey",
    schema: header,
    allowed: "the primary key of the API Gateway",
    environment: ["NCLOUD_API_KEY"],
    secret: true,
  }),
  account: rule({
    key: "account",
    schema: z.string().regex(/^[^\s\p{C}]{1,100}$/u, "must be one word of at most 100 characters"),
    allowed: "a name for the account, of your choice",
    environment: ["NCLOUD_SECURITY_ACCOUNT"],
  }),
  profile: rule({
    key: "profile",
    schema: z.string(),
    allowed: "the name of a section of ~/.ncloud/configure",
    environment: ["NCLOUD_PROFILE"],
  }),
  site: rule({
    key: "site",
    schema: z.enum(sites, `must be ${sites.join(" or ")}`),
    allowed: sites.join(", "),
    environment: ["NCLOUD_SITE"],
  }),
  endpoint: rule({
    key: "endpoint",
    schema: baseUrl,
    allowed: "an https URL, or an http URL on this machine",
    environment: ["NCLOUD_SECURITY_ENDPOINT"],
  }),
  endpoints: rule({
    key: "endpoints",
    schema: group(serviceUrls),
    allowed: `an object of URLs by service: ${serviceNames.join(", ")}`,
    json: true,
  }),
  retry: rule({
    key: "retry",
    schema: group({
      maxAttempts: count(1, 20).optional(),
      budget: seconds(0, 3600).optional(),
    }),
    allowed: "an object of maxAttempts (1 to 20) and budget (0 to 3600 seconds)",
    json: true,
  }),
  timeouts: rule({
    key: "timeouts",
    schema: group({
      connect: seconds(0.001, 600).optional(),
      request: seconds(0.001, 3600).optional(),
    }),
    allowed: "an object of connect (up to 600 seconds) and request (up to 3600 seconds)",
    json: true,
  }),
  serverRole: rule({
    key: "serverRole",
    schema: z.boolean("must be true or false"),
    allowed: "true, false",
    json: true,
  }),
  metadataEndpoint: rule({
    key: "metadataEndpoint",
    schema: z.string().superRefine(explain(findFaultOfMetadataUrl)),
    allowed: "an https URL, or an http URL that does not leave the host's own link",
    environment: ["NCLOUD_METADATA_API_ENDPOINT"],
  }),
};

/** What an access key may hold. It travels as a header. */
export const accessKeySchema = header;

function rule<Schema extends z.ZodType>(it: SettingRule<Schema>): SettingRule<Schema> {
  return it;
}

/** An object of these values and no others. */
function group<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys" ? `has no ${issue.keys.join(", ")}` : "must be an object",
  });
}

function explain(faultOf: (text: string) => string | undefined) {
  return (text: string, context: z.RefinementCtx<string>) => {
    const message = faultOf(text);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  };
}
