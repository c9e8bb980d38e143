import { z } from "zod";

/** NCP answers codes as numbers or as strings, from the same call. Always text here. */
export const code = z.union([z.string(), z.number().transform(String)]);

/** A count or a number that may come as digits in a string. */
export const wholeNumber = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number)
    .pipe(z.int()),
]);

/** How many there are of something. */
export const count = wholeNumber.refine((value) => value >= 0, "must not be negative");

/** Text that something is decided by, although it may be missing or null. */
export const optionalText = z.union([code, z.null().transform(() => undefined)]).optional();

/**
 * A field that nothing is decided by: undefined where it is missing, null or of another kind than
 * documented, so that one odd value does not spoil the answer around it.
 */
export function readLoosely<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().catch(undefined);
}

/** A number is taken for its digits. */
export const looseText = readLoosely(code);

export const looseNumber = readLoosely(wholeNumber);

/** A date as NCP prints it: text or a number, because its form is not documented everywhere. */
export const looseDate = readLoosely(z.union([z.string(), z.number()]));

/** The keys under which a list reply may be wrapped; the documents show it at top level, a sample hints at a wrapper. */
const wrappers = ["resources", "result", "data"];

/** Accepts the body itself, or the body inside one of the known wrappers, when `field` is only there. The wrapper goes. */
export function unwrapAnswer<Schema extends z.ZodType>(field: string, schema: Schema) {
  return z.preprocess((body) => {
    if (!isObject(body) || field in body) return body;
    const wrapper = wrappers.find((name) => isObject(body[name]) && field in body[name]);
    if (wrapper === undefined) return body;
    const { [wrapper]: inner, ...around } = body;
    return isObject(inner) ? { ...around, ...inner } : body;
  }, schema);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const koreaOffset = "+09:00";

/**
 * The moment of a date as NCP prints it: epoch milliseconds, or `YYYY/MM/DD hh:mm:ss` (with
 * slashes or hyphens), read as Korean time because the documents name no zone. Undefined when
 * it is neither.
 */
export function isoDate(raw: string | number | null | undefined): string | undefined {
  if (raw === null || raw === undefined || raw === "") return undefined;
  const text = String(raw).trim();
  if (/^\d{12,14}$/.test(text)) return new Date(Number(text)).toISOString();
  const match =
    /^(\d{4})[/-](\d{2})[/-](\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?(Z|[+-]\d{2}:?\d{2})?/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = "00", minute = "00", second = "00", zone = koreaOffset] = match;
  const moment = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
