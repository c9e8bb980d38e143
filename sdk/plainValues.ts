import { types } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { problemKey } from "../provider/resources/definitions";
import { isMocked } from "./mocks";

/** Where a value stands. */
export interface ArgumentPlace {
  /** Whose argument it is in, such as `ScanJob "shop"`. */
  readonly owner: string;
  readonly path: string;
  /** The objects around it. */
  readonly above: readonly object[];
  /** How it came: as it is, from a Promise, or from an Output, which may hold Pulumi's copy of it. */
  readonly from: "program" | "promise" | "output";
}

/**
 * An argument of any values, with ISO text for every Date. Pulumi sends the own enumerable properties of an object
 * and nothing else, so most objects that are not plain would arrive empty, and never change. Outputs and Promises
 * stay what they are; of what they yield, `check` tells the same problems.
 *
 * @throws pulumi.RunError naming the place of a value that would be lost, and what to give instead.
 */
export function toPlain(owner: string, argument: string, value: unknown): unknown {
  return toPlainValue(value, { owner, path: argument, above: [], from: "program" });
}

function toPlainValue(value: unknown, place: ArgumentPlace): unknown {
  const later = (from: ArgumentPlace["from"]) => (known: unknown) => toPlainValue(known, { ...place, from });
  if (pulumi.Output.isInstance<unknown>(value)) return value.apply(later("output"));
  if (types.isPromise(value)) return value.then(later(place.from === "output" ? "output" : "promise"));
  if (isCarried(value)) return value;
  if (types.isDate(value) && !Number.isNaN(value.getTime())) return value.toISOString();
  const loss = losses.find(({ fits }) => fits(value));
  if (loss !== undefined) return refuse(place, `is ${loss.what}: ${loss.remedy}`);
  return toPlainObject(Object(value), place);
}

function toPlainObject(value: object, place: ArgumentPlace): unknown {
  if (place.above.includes(value)) return refuse(place, "is an object that it stands in: leave it out");
  const inside = (item: unknown, step: string) =>
    toPlainValue(item, { ...place, path: place.path + step, above: [...place.above, value] });
  if (Array.isArray(value)) return value.map((item, index) => inside(item, `[${index}]`));
  const entries = Object.entries(value);
  if (entries.length === 0 && place.from === "output") return refuse(place, emptied);
  return Object.fromEntries(entries.map(([key, item]) => [key, inside(item, `.${key}`)]));
}

/**
 * Too late for the program, the problem goes to `check`: an inline program of the Automation API whose Output fails
 * counts as one that came to its end without the resource, and the engine deletes it. Mocks have no `check`.
 */
export function refuse(
  { owner, path, from }: Pick<ArgumentPlace, "owner" | "path" | "from">,
  problem: string,
): { [problemKey]: string } {
  if (from === "program" || isMocked()) throw new pulumi.RunError(`${owner}: ${path} ${problem}`);
  return { [problemKey]: problem };
}

/** True of what Pulumi has a form for: of an asset it tells the content's hash, of a resource the id. */
function isCarried(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    typeof value === "string" ||
    typeof value === "boolean" ||
    Number.isFinite(value) ||
    pulumi.isUnknown(value) ||
    pulumi.asset.Asset.isInstance(value) ||
    pulumi.asset.Archive.isInstance(value) ||
    pulumi.CustomResource.isInstance(value)
  );
}

/** Pulumi makes the same of both, and nothing tells afterwards which it was. */
const emptied =
  "comes out of an Output as an empty object, which is also what Pulumi leaves of a Date, a Map and the like: " +
  "make text of such a value before it becomes an Output, as in pulumi.output(date.toISOString()); " +
  "where nothing is meant, give undefined";

/** What would be lost on the way, and what to give instead. The first that fits tells. */
const losses: readonly { fits: (value: unknown) => boolean; what: string; remedy: string }[] = [
  { fits: types.isMap, what: "a Map", remedy: "give its entries as an array or object" },
  { fits: types.isSet, what: "a Set", remedy: "give its values as an array" },
  { fits: types.isDate, what: "an invalid Date", remedy: "give a valid one" },
  { fits: (value) => value instanceof URL, what: "a URL", remedy: "give its href" },
  { fits: types.isRegExp, what: "a RegExp", remedy: "give its text" },
  { fits: types.isNativeError, what: "an Error", remedy: "give its message" },
  { fits: isBinary, what: "binary data", remedy: "give its hash, or base64 text" },
  { fits: (value) => typeof value === "function", what: "a function", remedy: "give what it answers" },
  { fits: (value) => typeof value === "symbol", what: "a symbol", remedy: "give its description" },
  { fits: (value) => typeof value === "bigint", what: "a bigint", remedy: "give it as text" },
  { fits: (value) => typeof value === "number", what: "no finite number", remedy: "give one, or text" },
  { fits: pulumi.Resource.isInstance, what: "a component", remedy: "give one of its outputs" },
  { fits: isInstance, what: "an instance of a class", remedy: "give text or a plain object" },
];

function isBinary(value: unknown): boolean {
  return ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value);
}

/** False for arrays and for what was written as `{ ... }`, in whichever realm. */
function isInstance(value: unknown): boolean {
  if (Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype !== null && Object.getPrototypeOf(prototype) !== null;
}
