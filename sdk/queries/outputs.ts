import { types } from "node:util";
import * as pulumi from "@pulumi/pulumi";

/** The value of an output, or undefined while it is not known. */
export async function readKnownValue<T>(output: pulumi.Output<T>): Promise<T | undefined> {
  let value: T | undefined;
  const applied = output.apply((known) => {
    value = known;
  });
  // An output has no public way to wait for it; this one settles when the output does.
  await pulumi.isSecret(applied);
  return value;
}

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
