import { isFields } from "./values";

/** Stands where a value would lead back to one that it is in. */
const cut = "[circular]";

/** The object itself, or a copy of it, without the places that lead back: what is read of it then has an end. */
export function cutCycles<Value extends object>(value: Value, above: readonly unknown[] = []): Value {
  const inside = [...above, value];
  const entries = Object.entries(value).map(
    ([key, inner]) => [key, inner, cutCyclesIn(inner, inside)] as const,
  );
  const changed = entries.filter(([, before, after]) => before !== after);
  if (changed.length === 0) return value;
  return { ...value, ...Object.fromEntries(changed.map(([key, , after]) => [key, after])) };
}

function cutCyclesIn(value: unknown, above: readonly unknown[]): unknown {
  if (above.includes(value)) return cut;
  if (isFields(value)) return cutCycles(value, above);
  if (!Array.isArray(value)) return value;
  const items = value.map((item) => cutCyclesIn(item, [...above, value]));
  return items.every((item, index) => item === value[index]) ? value : items;
}
