import { types } from "node:util";
import * as pulumi from "@pulumi/pulumi";

/** The value of an output, or undefined while it is not known. */
export async function knownValueOf<T>(output: pulumi.Output<T>): Promise<T | undefined> {
  let value: T | undefined;
  const applied = output.apply((known) => {
    value = known;
  });
  // An output has no public way to wait for it; this one settles when the output does.
  await pulumi.isSecret(applied);
  return value;
}

/**
 * The arguments of a query as one output. Dates become ISO text on the way, since Pulumi takes a
 * Date for an object without properties.
 */
export function argumentsOutput(args: object): pulumi.Output<unknown> {
  const entries = Object.entries(args).map(([name, value]) => [name, withoutDates(value)]);
  return pulumi.output<unknown>(Object.fromEntries(entries));
}

function withoutDates(value: unknown): unknown {
  if (pulumi.Output.isInstance<unknown>(value)) return value.apply(textOfDate);
  return types.isPromise(value) ? value.then(withoutDates) : textOfDate(value);
}

function textOfDate(value: unknown): unknown {
  if (!types.isDate(value)) return value;
  return Number.isNaN(value.getTime()) ? String(value) : value.toISOString();
}
