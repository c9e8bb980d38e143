import { z } from "zod";
import {
  filterSegment,
  hashTypes,
  isHash,
  notificationTypes,
  threshold,
} from "../../provider/ncp/api/filesafer/schemas";
import { statusCode, userAgents } from "../../provider/ncp/api/wsc/schemas";
import { pace, settingsSchema } from "../account/settings";
import { operationName, serviceName } from "../faults/plan";
import { oneOf } from "../problems";
import { analysisStatus, verdict } from "../services/filesafer/inspections";
import { listNames } from "../services/securitymonitoring/shapes";
import { outcome } from "../services/wsc/targets";

/** A length of time in parts, each of which may be left out. */
export const advance = z.strictObject({
  days: z.number().optional(),
  hours: z.number().optional(),
  minutes: z.number().optional(),
  seconds: z.number().optional(),
});

/** The end of year 9999, beyond which dates have another form. */
const latest = 253_402_300_799_000;

/** At most a hundred years at once. */
const someSeconds = z.number().min(-3.2e9).max(3.2e9);

/** A moment as ISO text or epoch milliseconds. */
const moment = z.union(
  [z.int().min(0).max(latest), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))],
  { error: oneOf("must be an ISO date with a zone, or epoch milliseconds") },
);

/** What `clock` takes: one of the three. */
export const clockChange = z.union(
  [
    z.strictObject({ advanceSeconds: someSeconds }),
    z.strictObject({ set: moment }),
    z.strictObject({ skewSeconds: someSeconds }),
  ],
  { error: oneOf("must be one of {advanceSeconds}, {set: ISO date or epoch milliseconds}, {skewSeconds}") },
);

export const paceChange = z.strictObject({ pace });

/** What may be changed while the emulator runs; see the settings for what each means. */
export const settingsChange = z
  .strictObject({
    dialect: settingsSchema.shape.dialect.unwrap(),
    createJobReply: settingsSchema.shape.createJobReply.unwrap(),
    missingApiKey: settingsSchema.shape.missingApiKey.unwrap(),
    dates: settingsSchema.shape.dates.unwrap(),
    oddJobs: settingsSchema.shape.oddJobs.unwrap(),
    waitingJobs: settingsSchema.shape.waitingJobs.unwrap(),
    rescans: settingsSchema.shape.rescans.unwrap(),
    thresholdEntries: settingsSchema.shape.thresholdEntries.unwrap(),
  })
  .partial();

/** Which entries of the journal to tell. */
export const journalFilter = z.strictObject({
  service: serviceName.optional(),
  operation: operationName.optional(),
});

/** A stage by its code, or one step along the job's way. */
export const jobMove = z.union([z.strictObject({ statusCode }), z.strictObject({ step: z.literal(true) })], {
  error: oneOf("must be {statusCode: one of WSC's status codes} or {step: true}"),
});

export const fileMove = z.strictObject({ statusCode: analysisStatus, resultCode: verdict.optional() });

const seededJob = z.strictObject({
  startUrl: z.url({ protocol: /^https?$/ }),
  statusCode: statusCode.default(12),
  memo: z.string().default(""),
  vulnItems: z.array(z.string()).min(1).default(["ALL"]),
  userAgent: z.enum(userAgents).default("PC Chrome"),
  at: moment.optional(),
});

const hash = z.string().refine((text) => hashTypes.some((type) => isHash(text, type)), {
  error: "must be an MD5 or a SHA-1 in hexadecimal",
});

/** State to begin with; every part may be left out. */
export const seed = z
  .strictObject({
    jobs: z.array(seededJob),
    findings: z.record(z.url({ protocol: /^https?$/ }), outcome),
    notifications: z.partialRecord(filterSegment, z.enum(notificationTypes)),
    thresholds: z.partialRecord(filterSegment, z.array(threshold)),
    malware: z.array(z.strictObject({ hash, group: z.enum(["file", "url"]).default("file") })),
    files: z.array(z.strictObject({ content: z.string(), resultCode: verdict.default("N") })),
    events: z.array(
      z.strictObject({
        platform: z.enum(["securitymonitoring", "vsecuritymonitoring"]).default("vsecuritymonitoring"),
        list: z.enum(listNames),
        date: moment,
        fields: z.record(z.string(), z.string()).default({}),
      }),
    ),
  })
  .partial();
