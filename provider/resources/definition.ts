/** How long each step that waits may take when the program does not say: durations such as "90m". */
export type Timeouts = Readonly<Partial<Record<"create" | "update" | "delete", string>>>;

/** The limits in words: "create 90m, update 90m". */
export function describeTimeouts(timeouts: Timeouts): string {
  return Object.entries(timeouts)
    .map((entry) => entry.join(" "))
    .join(", ");
}

/** A value inside of an argument. */
export interface Part {
  readonly description: string;
  /** What leaving it out means, in words. Without it, it has to be given. */
  readonly absent?: string;
  /** What stands for it where the program gives nothing. */
  readonly default?: unknown;
}

/** What a program gives. */
export interface Argument extends Part {
  /** A value that means the same as leaving it out, where that fills nothing in. */
  readonly empty?: unknown;
  /** What a change of it does, in one sentence. */
  readonly change: string;
  /** True where a change needs a new resource. */
  readonly replaces?: true;
  /** True where it is encrypted in state and never printed, whatever the program says. */
  readonly secret?: true;
  /** The type of an object, or of the entries of a list, and what that has. */
  readonly parts?: { readonly type: string; readonly of: Readonly<Record<string, Part>> };
  /** What the output of the same name holds. */
  readonly output: string;
}

/** Everything that is said of a resource, once: of it come checks, comparisons, docs and schemas. Free of any library. */
export interface Definition {
  readonly module: "wsc" | "filesafer";
  readonly arguments: Readonly<Record<string, Argument>>;
  /** Outputs beside the arguments, by what each holds; undefined for one that is only the provider's business. */
  readonly computed: Readonly<Record<string, string | undefined>>;
  readonly timeouts: Timeouts;
}

/** Names of the arguments that are secret whatever the program says. */
export function listSecrets({ arguments: all }: Definition): string[] {
  return Object.keys(all).filter((name) => all[name]?.secret);
}

/** Names of what a program may read of a resource. */
export function listOutputs({ arguments: all, computed }: Definition): string[] {
  return [...Object.keys(all), ...Object.keys(computed).filter((name) => computed[name] !== undefined)];
}

/** What leaving an argument out means, in words; undefined for one that has to be given. */
export function describeDefault(argument: Part): string | undefined {
  return argument.default === undefined ? argument.absent : JSON.stringify(argument.default);
}

/** The whole text about an argument, as editors show it. */
export function describeArgument(argument: Part & Partial<Pick<Argument, "change" | "secret">>): string {
  const absent = describeDefault(argument);
  const said = [
    argument.description,
    argument.secret ? "Always secret." : undefined,
    absent === undefined ? undefined : `Default: ${absent}.`,
    argument.change,
  ];
  return said.filter((sentence) => sentence !== undefined).join(" ");
}
