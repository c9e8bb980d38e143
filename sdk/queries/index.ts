import * as pulumi from "@pulumi/pulumi";
import { configNamespace } from "../../provider/names";
import { InvalidInputError } from "../../provider/ncp/errors";
import { isMocked } from "../mocks";
import { chooseShell } from "../shell";
import { awaitExistence } from "./dependencies";
import { type Door, openDoor, type Query } from "./door";
import { nameFailures } from "./error";
import type { InputArgs, QueryOptions, QueryOutputOptions } from "./options";
import { toQueryInputs } from "./outputs";
import { readKnownSettings, readSettings } from "./settings";

/** The two forms of a query. */
export interface QueryForms<Args extends object, Result> {
  /**
   * Asks at once, in previews too.
   *
   * @throws an error whose message names the call, NCP's code with its meaning, and what to do.
   */
  readonly now: (args: Args, opts?: QueryOptions) => Promise<Result>;
  /**
   * Asks as soon as all arguments, the credentials and the dependencies are known; until then
   * nothing is sent, and the answer is unknown. It is secret only if an argument is.
   */
  readonly output: (args: InputArgs<Args>, opts?: QueryOutputOptions) => pulumi.Output<Result>;
}

/**
 * Makes both forms of the query that is picked from behind the door. Under mocks both go to the mocks' `call`,
 * and nothing is checked or sent.
 */
export function query<Args extends object, Result>(
  module: "wsc" | "filesafer" | "securitymonitoring",
  name: string,
  pick: (door: Door) => Query<Args, Result>,
): QueryForms<Args, Result> {
  const token = `${configNamespace}:${module}/${name}:${name}`;
  return {
    now: (args, { provider } = {}) => {
      const { operation, ask } = pick(openDoor());
      return nameFailures(operation, async () => {
        refuseOutputs(args);
        if (isMocked()) return pulumi.runtime.invoke(token, toQueryInputs(args), { provider });
        return ask(args, { given: await readKnownSettings(provider), secret: false });
      });
    },
    output: (args, { provider: own, parent, dependsOn } = {}) => {
      const provider = own ?? parent?.getProvider(`${chooseShell().shell.package}:dynamic:query`);
      const inputs = toQueryInputs(args);
      if (isMocked()) return pulumi.runtime.invokeOutput<Result>(token, inputs, { provider, dependsOn });
      const input = pulumi.output<unknown>(inputs);
      const ready = pulumi.all([input, readSettings(provider), awaitExistence(input, dependsOn)]);
      return ready.apply(([known, given]) => {
        const { operation, ask } = pick(openDoor());
        // What the arguments really are is checked by the query's schema, before anything is sent.
        return nameFailures(operation, async () =>
          ask(known as Args, { given, secret: await pulumi.isSecret(input) }),
        );
      });
    },
  };
}

function refuseOutputs(args: object): void {
  const outputs = Object.entries(args ?? {}).filter(([, value]) => pulumi.Output.isInstance(value));
  if (outputs.length === 0) return;
  const names = outputs.map(([name]) => name).join(", ");
  throw new InvalidInputError(`${names}: given as an Output, which is not known yet`, {
    hint: "Use the form of this query that ends in Output",
  });
}
