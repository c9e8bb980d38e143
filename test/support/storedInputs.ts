import { isDeepStrictEqual } from "node:util";
import { resourceNames } from "../../provider/names";
import type { Argument } from "../../provider/resources/definition";
import { definitions } from "../../provider/resources/definitions";
import type { Properties } from "../../provider/resources/kit/lifecycle";

/** The arguments of a resource that have a default, and what it is. The type is its name, or a token that ends in it. */
export function listDefaults(type: string): Properties {
  const name = resourceNames.find((each) => each === type.split(":").at(-1));
  if (name === undefined) throw new Error(`there is no resource ${type}`);
  const defaults = Object.entries<Argument>(definitions[name].arguments).map(
    ([argument, { default: value }]) => [argument, value] as const,
  );
  return Object.fromEntries(defaults.filter(([, value]) => value !== undefined));
}

interface Stored {
  readonly type: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** What is wrong with the place of defaults in a state: they belong into the outputs alone. */
export function findMisplaced({ type, inputs, outputs }: Stored): string[] {
  return Object.entries(listDefaults(type)).flatMap(([name, value]) => [
    ...(isDeepStrictEqual(inputs[name], value) ? [`inputs of a ${type} hold the default of ${name}`] : []),
    ...(name in outputs ? [] : [`outputs of a ${type} lack ${name}`]),
  ]);
}
