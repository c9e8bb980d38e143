/** What one side came to in one round: numbers by name. */
export type Sample = Readonly<Record<string, number>>;

/** What all sides came to in one round, by side. */
export type Round = Readonly<Record<string, Sample>>;

export type Unit = "x" | "s" | "ms" | "calls" | "calls a resource" | "bytes" | "MB" | "modules";

/** A line of the table: a number that follows from each round, and what it must be. */
export interface Figure {
  readonly name: string;
  readonly unit: Unit;
  readonly read: (round: Round) => number;
  /** Left out where the figure only explains others. */
  readonly target?: Target;
}

export type Target = { readonly most: number } | { readonly least: number };

/** Measures step by step, and tells after each what it came to: the other sides take the same step then. */
export type Side = () => Steps;

export type Steps = AsyncGenerator<Sample, void, void>;

/** Sides that are measured in turn, round after round, and the figures that follow. */
export interface Bench {
  readonly name: string;
  readonly sides: Readonly<Record<string, Side>>;
  readonly figures: readonly Figure[];
  /** Fewer rounds than asked for, where chance has no part in the figures. */
  readonly mostRounds?: number;
}

/** What the command line asks for. */
export interface Options {
  /** Numbers of resources. */
  readonly sizes: readonly number[];
  readonly rounds: number;
  /** A folder for profiles of every process; none without it. */
  readonly profile?: string;
}

/** Makes the benchmarks of one family for what is asked. */
export type Family = (options: Options) => readonly Bench[];

/** A number of a round, by "side.name". A misspelt name is a fault of the benchmark. */
export function pick(place: `${string}.${string}`): (round: Round) => number {
  const [side = "", name = ""] = place.split(".");
  return (round) => {
    const value = round[side]?.[name];
    if (value === undefined) throw new Error(`no side has measured ${place}`);
    return value;
  };
}

/** How many times the second number the first one is, in each round. */
export function ratio(above: `${string}.${string}`, below: `${string}.${string}`): (round: Round) => number {
  const [read, readBelow] = [pick(above), pick(below)];
  return (round) => read(round) / readBelow(round);
}
