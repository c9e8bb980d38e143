import { isDeepStrictEqual } from "node:util";
import type { Definition } from "../definition";
import type { Context, Properties } from "./lifecycle";

/*
 * The engine writes the whole state after every step, inputs and outputs. An argument that is as by default stands in
 * the outputs alone, whether or not the program gives it; lifecycles see it all the same.
 */

/** Inputs as they are stored. What is given as a secret stays: a secret input is what makes its output secret. */
export function dropDefaults(
  { secretArguments }: Pick<Context, "secretArguments">,
  definition: Definition,
  inputs: object,
  given: object,
): Properties {
  const isSecret = (name: string) => secretArguments.has(name) && name in given;
  const entries = Object.entries(inputs).filter(
    ([name, value]) => isSecret(name) || !isDeepStrictEqual(value, definition.arguments[name]?.default),
  );
  return Object.fromEntries(entries);
}

/** Inputs as lifecycles see them. */
export function fillDefaults(definition: Definition, stored: object): Properties {
  const defaults = Object.entries(definition.arguments).map(([name, argument]) => [name, argument.default]);
  return { ...Object.fromEntries(defaults.filter(([, value]) => value !== undefined)), ...stored };
}
