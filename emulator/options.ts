import { z } from "zod";
import { credentials } from "./account/keys";
import { settingsSchema } from "./account/settings";
import { address, hostName } from "./hosts";
import { checkValue } from "./problems";
import type { EmulatorOptions } from "./types";

const { pace, dialect, createJobReply, missingApiKey, dates, waitingJobs, rescans, thresholdEntries } =
  settingsSchema.shape;

const name = z.string().min(1, { error: "must not be empty" });

const shape = {
  port: z.int().min(0).max(65_535).optional(),
  host: address.optional(),
  allowHosts: z.array(hostName).readonly().optional(),
  data: name.optional(),
  credentials: credentials.optional(),
  otherKeys: z.array(credentials).readonly().optional(),
  account: name.optional(),
  pace: pace.unwrap().optional(),
  quiet: z.boolean().optional(),
  clock: z
    .custom<() => number>((value) => typeof value === "function", { error: "must be a function" })
    .optional(),
  dialect: dialect.unwrap().optional(),
  createJobReply: createJobReply.unwrap().optional(),
  missingApiKey: missingApiKey.unwrap().optional(),
  dates: dates.unwrap().optional(),
  limits: z
    .strictObject({
      waitingJobs: waitingJobs.unwrap(),
      rescans: rescans.unwrap(),
      thresholdEntries: thresholdEntries.unwrap(),
    })
    .partial()
    .optional(),
} satisfies { [Name in keyof Required<EmulatorOptions>]: z.ZodType<EmulatorOptions[Name]> };

/** Throws an error that tells all that is wrong with the options in one line. */
export function checkOptions(options: EmulatorOptions): void {
  const result = checkValue(z.strictObject(shape), options);
  if ("problems" in result) throw new TypeError(`the options of the emulator: ${result.problems}`);
}
