import { z } from "zod";

/** The arguments of one query; any other name is an error that lists these. */
export function defineArguments<Shape extends z.ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape).join(", ");
  return z.strictObject(shape, {
    error: ({ code }) =>
      code === "unrecognized_keys" ? `no such argument; there are ${names}` : "must be an object",
  });
}

export const text = z.string("must be text").min(1, "must be text that is not empty");

const countRule = "must be a whole number of at least 1";

export const count = z.int(countRule).min(1, countRule);

export const flag = z.boolean("must be true or false");

const momentRule =
  'must be a Date, ISO 8601 text with a zone such as "2026-10-01T00:00:00+09:00", or epoch milliseconds';

/** The latest moment that a Date can hold. */
const latest = 8.64e15;

/** Epoch seconds of today read as milliseconds are days in January 1970, and would find nothing without a word. */
const isSeconds = (value: number) => value >= 1e9 && value < 1e11;

/** A moment in any of three forms, as epoch milliseconds. */
export const moment = z.union(
  [
    z.date().transform((date) => date.getTime()),
    z.iso.datetime({ offset: true }).transform((iso) => Date.parse(iso)),
    // Without seconds.
    z.iso.datetime({ offset: true, precision: -1 }).transform((iso) => Date.parse(iso)),
    z.iso.date().transform((iso) => Date.parse(iso)),
    z
      .int()
      .min(0)
      .max(latest)
      .refine((value) => !isSeconds(value), "must be epoch milliseconds, and looks like seconds"),
  ],
  momentRule,
);

/** How many rows a page has when nothing is said. */
export const defaultPageSize = 20;

/** The same for a walk of all pages, which nobody sees the pages of. */
export const walkPageSize = 100;

/** For a refinement: single pages and all of them exclude each other. */
export function pageOrAll({ page, all }: { page?: number; all?: boolean }): boolean {
  return all !== true || page === undefined;
}

export const pageOrAllProblem = { path: ["page"], error: "must be left out together with all" };
