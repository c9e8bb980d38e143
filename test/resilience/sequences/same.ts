import { isDeepStrictEqual } from "node:util";

/** Faster than a matcher, of which a run of sequences needs a great many. */
export function same(what: string, found: unknown, wanted: unknown): void {
  if (!isDeepStrictEqual(found, wanted))
    throw new Error(`${what}: found ${JSON.stringify(found)}, expected ${JSON.stringify(wanted)}`);
}
