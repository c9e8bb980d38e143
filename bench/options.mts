import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { StepError } from "../scripts/task.mjs";
import type { Options } from "./bench.mts";
import { type FamilyName, familyNames } from "./families.mts";

const known = {
  size: { type: "string", default: "1,100,1000" },
  rounds: { type: "string", default: "3" },
  only: { type: "string", default: familyNames.join() },
  profile: { type: "string" },
  write: { type: "boolean", default: false },
} as const;

/** What the command line asks for. */
export interface Command extends Options {
  readonly wanted: readonly FamilyName[];
  /** Whether docs/performance.md gets what was measured. */
  readonly write: boolean;
}

/** @throws StepError that says what is wrong with the command line */
export function parseOptions(args: readonly string[]): Command {
  const { size, rounds, only, profile, write } = parseValues(args);
  const folder = profile === undefined ? undefined : resolve(profile);
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  return {
    sizes: size.split(",").map((text) => parseCount("size", text)),
    rounds: parseCount("rounds", rounds),
    wanted: only.split(",").map(parseName),
    profile: folder,
    write,
  };
}

function parseValues(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: known }).values;
  } catch (error) {
    throw new StepError(error instanceof Error ? error.message : String(error));
  }
}

function parseCount(option: string, text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new StepError(`--${option} must be a number from 1 on, not "${text}"`);
}

function parseName(text: string): FamilyName {
  const name = familyNames.find((each) => each === text);
  if (name !== undefined) return name;
  throw new StepError(`--only knows ${familyNames.join(", ")}, not "${text}"`);
}
