import type { Family } from "./bench.mts";
import { growth } from "./calls/growth.mts";
import { clients } from "./calls/index.mts";
import { emulator } from "./emulator/index.mts";
import { effects } from "./lifecycles/effects.mts";
import { lifecycles } from "./lifecycles/index.mts";
import { limit } from "./lifecycles/limit.mts";
import { settings } from "./lifecycles/settings.mts";
import { strangers } from "./lifecycles/strangers.mts";
import { wait } from "./lifecycles/wait.mts";
import { check } from "./program/check.mts";
import { load } from "./program/load.mts";
import { make } from "./program/make.mts";

/** Every family of benchmarks, by the name that `--only` takes. */
export const families = {
  lifecycles,
  strangers,
  settings,
  load,
  make,
  check,
  clients,
  limit,
  wait,
  growth,
  emulator,
  effects,
} satisfies Record<string, Family>;

export type FamilyName = keyof typeof families;

export const familyNames = Object.keys(families) as FamilyName[];
