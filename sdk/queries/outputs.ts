import { types } from "node:util";
import * as pulumi from "@pulumi/pulumi";

/** The arguments of a query with ISO text for Dates, which Pulumi takes for objects without properties. */
export function toQueryInputs(args: object): pulumi.Inputs {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, replaceDates(value)]));
}

function replaceDates(value: unknown): unknown {
  if (pulumi.Output.isInstance<unknown>(value)) return value.apply(formatDateText);
  return types.isPromise(value) ? value.then(replaceDates) : formatDateText(value);
}

function formatDateText(value: unknown): unknown {
  if (!types.isDate(value)) return value;
  return Number.isNaN(value.getTime()) ? String(value) : value.toISOString();
}
