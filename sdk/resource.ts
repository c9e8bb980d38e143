import * as pulumi from "@pulumi/pulumi";
import type { ResourceName } from "../provider/names";
import { listSecrets } from "../provider/resources/definition";
import { definitions } from "../provider/resources/definitions";
import { providerText, tokenOf } from "../provider/shells/dynamic/text";
import { readKnownValue } from "./knownValue";
import { requireRuntime } from "./runtimeCheck";
import { mergeTimeouts } from "./timeouts";

/**
 * The base of every resource of this package: a resource of Pulumi's dynamic provider.
 *
 * It is not a `pulumi.dynamic.Resource`, although the engine sees no difference. That class
 * serialises the provider's code into the state of every resource, at every run: it costs up to a
 * second, changes with every release, and fails with TypeScript 7 and on bun. Here the text is a
 * constant that loads the installed package (see provider/shells/dynamic/text.ts).
 */
export abstract class SecurityResource extends pulumi.CustomResource {
  protected constructor(
    resource: ResourceName,
    name: string,
    args: pulumi.Inputs | undefined,
    opts: pulumi.CustomResourceOptions = {},
  ) {
    refuseImport(resource, name, opts);
    requireRuntime();
    const definition = definitions[resource];
    const secrets = listSecrets(definition);
    const owner = `${resource} "${name}"`;
    const timeouts =
      args && opts.customTimeouts
        ? {
            timeouts: mergeTimeouts(opts.customTimeouts, args.timeouts, {
              owner,
              waits: definition.timeouts,
            }),
          }
        : {};
    // An output exists on the object only if it is named here, even without a value.
    const named = Object.fromEntries(
      [...Object.keys(definition.arguments), ...Object.keys(definition.computed)].map((name) => [
        name,
        undefined,
      ]),
    );
    const additionalSecretOutputs = [...secrets, ...(opts.additionalSecretOutputs ?? [])];
    super(
      tokenOf(definition.module, resource),
      name,
      {
        ...named,
        ...args,
        ...timeouts,
        secretArguments: listSecretArguments(args, secrets, opts.additionalSecretOutputs),
        __provider: providerText(resource),
      },
      { ...opts, additionalSecretOutputs },
    );
  }
}

/** By default the old one goes before the new one is made; what is given as undefined, as by a spread, is not given. */
export function deleteFirst(opts: pulumi.CustomResourceOptions = {}): pulumi.CustomResourceOptions {
  return { ...opts, deleteBeforeReplace: opts.deleteBeforeReplace ?? true };
}

/** Options of a resource that is only read. */
export type Existing = pulumi.CustomResourceOptions & { id: pulumi.Input<pulumi.ID> };

/**
 * Which resource of which stack this is, for the provider process, which is not told: it marks what
 * it creates with it, and finds its own again after a lost answer.
 */
export function composeOwner(
  resource: ResourceName,
  name: string,
  opts: pulumi.CustomResourceOptions = {},
): Promise<string | undefined> {
  const urn = pulumi.createUrn(name, tokenOf(definitions[resource].module, resource), opts.parent);
  // An output would depend on the parent, and for Pulumi a dependency on a component is one on all of its children:
  // siblings would wait for each other.
  return readKnownValue(pulumi.interpolate`${readOrganization()}/${urn}`);
}

/** Pulumi knows no organization under mocks, and in backends without organizations it has this name. */
function readOrganization(): string {
  try {
    return pulumi.getOrganization();
  } catch {
    return "organization";
  }
}

/**
 * Names of the arguments that this program has made secret or names as such, beside those that always are, for the provider
 * process, which sees plain values and must not print these.
 */
function listSecretArguments(
  args: object | undefined,
  always: readonly string[],
  named: readonly string[] = [],
): pulumi.Output<string[] | undefined> | undefined {
  if (args === undefined) return undefined;
  const names = Object.entries(args).map(async ([name, value]) =>
    !always.includes(name) && (named.includes(name) || (await pulumi.isSecret(pulumi.output(value))))
      ? [name]
      : [],
  );
  return pulumi.output(Promise.all(names)).apply((found) => {
    const secret = found.flat();
    return secret.length > 0 ? secret : undefined;
  });
}

/** The engine sends a dynamic provider nothing to import from, and its own message does not say so. */
function refuseImport(resource: ResourceName, name: string, opts: pulumi.CustomResourceOptions): void {
  if (opts.import === undefined) return;
  throw new pulumi.RunError(
    `${resource} "${name}": opts.import does not work with resources of a dynamic provider. ` +
      `Use ${resource}.get("${name}", "${opts.import}") to read it; ${takeOver(resource, opts.import)}.`,
  );
}

function takeOver(resource: ResourceName, id: string): string {
  if (resource === "ScanJob") return `to manage the job from now on, create the resource with adopt: ${id}`;
  return "to manage it from now on, create the resource: it takes over what is there";
}
