import type { ResourceName } from "../../provider/names";
import type { Value } from "./typescript";

/** A resource as a program can have it, for what is there already. */
export interface Discovered {
  readonly type: ResourceName;
  readonly name: string;
  readonly id: string;
  readonly args: Readonly<Record<string, Value>>;
}

/** The same before all of them have their names: those that it may have, the best first. */
export interface Unnamed extends Omit<Discovered, "name"> {
  readonly names: readonly [string, ...string[]];
}

/** What one look has come to. */
export interface Found {
  readonly resources: readonly Unnamed[];
  /** What is left out or needs a hand, a line each: with no memo, and nothing of a URL but host and port. */
  readonly notes: readonly string[];
}
