import type { Family } from "./bench.mts";
import { lifecycles } from "./lifecycles/index.mts";

/** Every family of benchmarks, by the name that `--only` takes. */
export const families = { lifecycles } satisfies Record<string, Family>;

export type FamilyName = keyof typeof families;

export const familyNames = Object.keys(families) as FamilyName[];
