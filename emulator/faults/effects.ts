import { z } from "zod";
import { oneOf } from "../problems";
import { type GatewayCode, gatewayCodes } from "../refusals";

const milliseconds = z.int().min(0).max(600_000);

const gatewayCode = z.custom<GatewayCode>(
  (code) => typeof code === "string" && Object.hasOwn(gatewayCodes, code),
);

/** An error, or any answer, in place of the true one. */
const answer = z
  .strictObject({
    status: z.int().min(200).max(599),
    /** A gateway code by default; of the service with `envelope: "service"`. Without one it follows from the status. */
    code: z.union([z.string(), z.int().transform(String)]).optional(),
    envelope: z.enum(["gateway", "service", "responseError", "xml", "empty"]).default("gateway"),
    /** Sent as it is instead of an envelope. */
    body: z.string().optional(),
    headers: z.record(z.string().regex(/^[\w-]+$/), z.string().regex(/^[\x20-\x7e]*$/)).default({}),
    /** Seconds, or a date as the header has it. */
    retryAfter: z.union([z.string(), z.number().min(0).transform(String)]).optional(),
  })
  .refine(
    ({ envelope, code }) =>
      envelope !== "gateway" || code === undefined || gatewayCode.safeParse(code).success,
    {
      path: ["code"],
      message: `must be one of ${Object.keys(gatewayCodes).join(", ")} in the gateway's envelope`,
    },
  );

/** What a fault does: an answer in place of the call's, or a true answer that is spoilt. */
export const effect = z.union(
  [
    answer,
    z.strictObject({ delayMs: milliseconds }),
    z.strictObject({ drop: z.literal(true) }),
    z.strictObject({ html: z.literal(true), status: z.int().min(200).max(599).default(200) }),
    z.strictObject({ contentType: z.string().regex(/^[\x20-\x7e]*$/) }),
    /** The first so many bytes, as a whole answer or (`hangUp`) with the connection ended after them. */
    z.strictObject({ truncate: z.int().min(0), hangUp: z.boolean().default(false) }),
    z.strictObject({ drip: z.strictObject({ bytes: z.int().min(1), everyMs: milliseconds }) }),
  ],
  {
    error: oneOf(
      "must be one of {status, code?, envelope?, body?, headers?, retryAfter?}, {delayMs}, {drop: true}, {html: true, status?}, {contentType}, {truncate, hangUp?}, {drip: {bytes, everyMs}}",
    ),
  },
);

export type Effect = z.output<typeof effect>;
export type AnswerEffect = z.output<typeof answer>;
