import { isDeepStrictEqual } from "node:util";
import type { Argument, Definition } from "../definition";
import { hasUnknown } from "./check";
import type { Change, Context } from "./lifecycle";

/** How one property is compared. */
export interface Comparison<Value> {
  /** What stands for a missing value. Inputs that are stored do not hold it. */
  readonly default?: Value;
  /** A value that means the same as a missing one. */
  readonly empty?: Value;
  /** True when a change needs a new resource. */
  readonly replace?: boolean;
  /** Brings values that mean the same to the same form; the value itself by default. */
  readonly meaning?: (value: Value & {}) => unknown;
}

export type Comparisons<Inputs> = { readonly [Name in keyof Inputs]?: Comparison<Inputs[Name]> };

/** How the arguments of a definition are compared; `meanings` are of those that can be said in several ways. */
export function compareArguments<Inputs extends object>(
  definition: Definition,
  meanings: { readonly [Name in keyof Inputs]?: Comparison<Inputs[Name]>["meaning"] } = {},
): Comparisons<Inputs> {
  const entries = Object.entries<Argument>(definition.arguments).map(([name, argument]) => {
    const comparison = {
      default: argument.default,
      empty: argument.empty,
      replace: argument.replaces,
      meaning: meanings[name as keyof Inputs],
    };
    return [name, comparison];
  });
  return Object.fromEntries(entries);
}

/** The changes between what is recorded and what is wanted, over the listed properties only. */
export function compare<Inputs extends object>(
  ctx: Context,
  comparisons: Comparisons<Inputs>,
  olds: Partial<Inputs>,
  news: Partial<Inputs>,
): Change[] {
  const changes: Change[] = [];
  for (const path of Object.keys(comparisons) as (keyof Inputs & string)[]) {
    const comparison = comparisons[path] ?? {};
    if (hasUnknown(ctx, news[path]) || !isSame<Inputs[typeof path]>(comparison, olds[path], news[path])) {
      changes.push({
        path,
        kind: findKind<Inputs[typeof path]>(comparison, olds[path], news[path]),
        ...(comparison.replace ? { replace: true } : {}),
      });
    }
  }
  return changes;
}

function isSame<Value>(
  comparison: Comparison<Value>,
  old: Value | undefined,
  wanted: Value | undefined,
): boolean {
  const { meaning = (value: Value & {}): unknown => value } = comparison;
  const missing = comparison.default ?? comparison.empty;
  const [before, after] = [old ?? missing, wanted ?? missing];
  if (before == null || after == null) return (before ?? undefined) === (after ?? undefined);
  return isDeepStrictEqual(meaning(before), meaning(after));
}

/** Of inputs, as they are stored and shown. */
function findKind<Value>(
  comparison: Comparison<Value>,
  old: Value | undefined,
  wanted: Value | undefined,
): Change["kind"] {
  const isLeftOut = (value: Value | undefined) =>
    value === undefined || isDeepStrictEqual(value, comparison.default);
  if (isLeftOut(old)) return "add";
  return isLeftOut(wanted) ? "delete" : "update";
}

/** For lists whose order means nothing. */
export function toSet(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
