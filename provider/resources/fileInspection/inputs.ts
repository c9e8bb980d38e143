import { z } from "zod";
import { duration } from "../kit/duration";
import { objectOf, oneOf } from "../kit/shapes";
import { triggers } from "../kit/triggers";
import { definition } from "./definition";

export const fileInspectionInputs = z.strictObject({
  source: z.string("must be the path of a file").min(1, "must be the path of a file"),
  archivePassword: z.string("must be a text").min(1, "must not be empty").optional(),
  allow: oneOf(["clean", "any"]).default(definition.arguments.allow.default),
  triggers: triggers.optional(),
  timeouts: objectOf({ create: duration.optional(), update: duration.optional() }).optional(),
  /** Set by the SDK where the program says ignoreChanges: a recorded file may be gone. */
  ignoresSource: z.boolean().optional(),
  /** What the file was when it was checked; filled in by `check`, which runs where the file is. */
  sha1: z.string().optional(),
  md5: z.string().optional(),
  sha256: z.string().optional(),
  fileSize: z.number().optional(),
});

export type FileInspectionInputs = z.output<typeof fileInspectionInputs>;
