import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { root } from "../prepare.mjs";

/** As much of a sample as the pages tell. */
const sample = z.looseObject({
  operation: z.string(),
  variant: z.string(),
  source: z.enum(["documented", "inferred"]),
  document: z.looseObject({ language: z.string() }),
});

export type Sample = z.output<typeof sample>;

/** Where a service's samples lie, from the root of the project. */
export function samplesFile(service: string): string {
  return `test/samples/${service}.json`;
}

export function readSamples(service: string): Sample[] {
  return z.array(sample).parse(JSON.parse(readFileSync(join(root, samplesFile(service)), "utf8")));
}
