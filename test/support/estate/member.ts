import type { Seed } from "../../../emulator";
import type { Filter } from "../../../provider/ncp/api/filesafer/schemas";
import type { StatusCode } from "../../../provider/ncp/api/wsc/schemas";

/** What happens at NCP past the program: to the active job of a URL, or to the settings. */
export type Act =
  | { readonly url: string; readonly becomes: StatusCode | "gone" }
  | { readonly settings: Pick<Seed, "notifications" | "thresholds"> };

/** What was done, in words, and what has to be done at NCP for it. */
export interface Done {
  readonly words: string;
  readonly act?: Act;
}

/** Edits of one member: of its arguments, and drifts, which somebody else makes of what it stands for. */
export const memberEdits = [
  "speed",
  "memo",
  "page",
  "content",
  "allow",
  "password",
  "run again",
  "value",
  "filter",
  "goes on",
  "completes",
  "is canceled",
  "vanishes",
  "is set by somebody",
] as const;

export type MemberEdit = (typeof memberEdits)[number];

/** How each edit is made, by a random number. */
export type Edits = Partial<Record<MemberEdit, (value: number) => Done>>;

/** What NCP charges for, or grants a number of. */
export interface Bill {
  billed: number;
  freeRescans: number;
  uploads: number;
}

/** One resource of a program that is edited at random, with what the reference model knows of it. */
export abstract class Member {
  /** What it has come to so far. */
  readonly bill: Bill = { billed: 0, freeRescans: 0, uploads: 0 };
  /** Former names that the program still gives. */
  protected aliases: string[] = [];

  constructor(public name: string) {}

  /** Declares the resource, inside of a Pulumi program. */
  abstract declare(): void;

  /** The edits that apply to it now; a setting may move to a filter that is free. */
  abstract edits(freeFilter: Filter | undefined): Edits;

  /** Without an alias it is another resource to the engine. */
  rename(name: string, withAlias: boolean): void {
    this.aliases = withAlias ? [...this.aliases, this.name] : [];
    this.name = name;
  }

  protected options() {
    return { aliases: this.aliases.map((name) => ({ name })) };
  }
}

/** Counts round in a list that is not empty. */
export function pickFrom<Item>(list: readonly Item[], index: number): Item {
  const item = list[index % list.length];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}
