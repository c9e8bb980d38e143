import type { Seed } from "../../../emulator";
import type { Filter } from "../../../provider/services/filesafer";
import type { StatusCode } from "../../../provider/services/wsc";

/** What happens at NCP past the program: to the active job of a URL, or to the settings. */
export type Act =
  | { readonly url: string; readonly becomes: StatusCode | "gone" }
  | { readonly settings: Pick<Seed, "notifications" | "thresholds"> };

/** What was done, in words, and what has to be done at NCP for it. */
export interface Done {
  readonly words: string;
  readonly act?: Act;
}

/** One resource of a program that is edited at random, with what the reference model knows of it. */
export abstract class Member {
  /** Former names that the program still gives. */
  protected aliases: string[] = [];

  constructor(public name: string) {}

  /** Declares the resource, inside of a Pulumi program. */
  abstract declare(): void;

  /** Changes an argument. A setting may also move to a filter that is free. */
  abstract change(value: number, freeFilter: Filter | undefined): Done;

  /** Somebody else changes what it stands for; undefined where nothing is left to be changed. */
  abstract drift(value: number): Done | undefined;

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
