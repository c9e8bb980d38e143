import { z } from "zod";
import { count, isObject } from "./fields";
import { describeProblems } from "./problems";

/** A row that is not what the documents describe. */
export interface UnreadableRow {
  /** As it came. */
  readonly row: unknown;
  readonly problem: string;
}

/** With more odd rows, an answer is given up: it may hold millions, and they would fill the memory. */
const mostOddRows = 1_000;

/** The rows of a list by which something is decided: all of them can be read, or the answer cannot. */
export function defineStrictRows<Schema extends z.ZodType>(row: Schema) {
  return sortRowsUpTo(0, row).transform(({ readable }) => readable);
}

/** Rows of which one that cannot be read spoils no other: it is kept apart. */
export function defineSortedRows<Schema extends z.ZodType>(row: Schema) {
  return sortRowsUpTo(mostOddRows, row);
}

function sortRowsUpTo<Schema extends z.ZodType>(most: number, row: Schema) {
  return z.array(z.unknown()).transform((items, context) => {
    const readable: z.output<Schema>[] = [];
    const unreadable: UnreadableRow[] = [];
    for (const item of items) {
      const parsed = row.safeParse(item);
      if (parsed.success) readable.push(parsed.data);
      else unreadable.push({ row: item, problem: describeProblems(parsed.error) });
      if (unreadable.length > most) return giveUp(items, unreadable[0], context);
    }
    return { readable, unreadable };
  });
}

function giveUp(items: unknown[], odd: UnreadableRow | undefined, context: z.RefinementCtx): never {
  context.addIssue({ code: "custom", path: [items.indexOf(odd?.row)], message: odd?.problem });
  return z.NEVER;
}

/**
 * Rows that nothing is decided by, of a schema that takes every object. One that is no object is kept
 * in an object, under `row`.
 */
export function defineLooseRows<Schema extends z.ZodType>(row: Schema) {
  return z
    .array(z.unknown())
    .refine(
      (items) => items.filter((item) => !isObject(item)).length <= mostOddRows,
      "has rows that are no objects",
    )
    .pipe(z.array(z.preprocess((item) => (isObject(item) ? item : { row: item }), row)));
}

/** Lets a list be missing where `total` says that it has no rows. */
export function allowMissingList<Schema extends z.ZodType>(list: string, total: string, schema: Schema) {
  return z.preprocess((body) => {
    if (!isObject(body) || (body[list] ?? null) !== null) return body;
    return count.safeParse(body[total]).data === 0 ? { ...body, [list]: [] } : body;
  }, schema);
}
