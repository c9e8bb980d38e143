import * as pulumi from "@pulumi/pulumi";
import type { ResourceName } from "../provider/names";
import { listOutputs, listSecrets } from "../provider/resources/definition";
import { definitions } from "../provider/resources/definitions";
import { providerText } from "../provider/shells/dynamic/text";
import { toOwner } from "../provider/shells/plugin/owner";
import { version } from "../provider/version";
import { readKnownValue } from "./knownValue";
import { requirePlugin } from "./pluginCheck";
import { requireRuntime } from "./runtimeCheck";
import { chooseShell, dynamicShell } from "./shell";
import { mergeTimeouts } from "./timeouts";

/**
 * What a resource of this package tells Pulumi's `CustomResource`: it is one of Pulumi's dynamic provider, or of the
 * plugin. No class of ours stands between the two, because Pulumi takes whoever calls the constructor below its own for
 * the line of the program, and stores it.
 *
 * Of the former it is not a `pulumi.dynamic.Resource`, although the engine sees no difference. That class
 * serialises the provider's code into the state of every resource, at every run: it costs up to a
 * second, changes with every release, and fails with TypeScript 7 and on bun. Here the text is a
 * constant that loads the installed package (see provider/shells/dynamic/text.ts).
 */
export function composeRegistration(
  resource: ResourceName,
  name: string,
  args: pulumi.Inputs | undefined,
  opts: pulumi.CustomResourceOptions = {},
): [type: string, name: string, properties: pulumi.Inputs, opts: pulumi.CustomResourceOptions] {
  const { shell, other } = chooseShell();
  if (shell.isPlugin) requirePlugin();
  else {
    refuseImport(resource, name, opts);
    requireRuntime();
  }
  const properties = {
    ...nameOutputs(resource),
    ...args,
    ...composeTimeouts(resource, name, args, opts),
    ...(shell.isPlugin
      ? markSecrets(args, opts.additionalSecretOutputs)
      : {
          ...markSecretArguments(pickArguments(resource, args), opts.additionalSecretOutputs),
          __provider: providerText(resource),
        }),
  };
  const options = {
    ...(shell.isPlugin ? { version } : {}),
    ...opts,
    additionalSecretOutputs: [...listSecrets(definitions[resource]), ...(opts.additionalSecretOutputs ?? [])],
    aliases: [composeAlias(other.tokenOf(resource), name, opts), ...(opts.aliases ?? [])],
  };
  return [shell.tokenOf(resource), name, properties, options];
}

/** An output exists on the object only if it is named, even without a value. */
function nameOutputs(resource: ResourceName): pulumi.Inputs {
  return Object.fromEntries(listOutputs(definitions[resource]).map((name) => [name, undefined]));
}

function composeTimeouts(
  resource: ResourceName,
  name: string,
  args: pulumi.Inputs | undefined,
  { customTimeouts }: pulumi.CustomResourceOptions,
): pulumi.Inputs {
  if (args === undefined || customTimeouts === undefined) return {};
  const { timeouts: waits } = definitions[resource];
  return {
    timeouts: mergeTimeouts(customTimeouts, args.timeouts, { owner: `${resource} "${name}"`, waits }),
  };
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
  { parent }: pulumi.CustomResourceOptions = {},
): string | Promise<string | undefined> {
  const type = dynamicShell.tokenOf(resource);
  if (parent === undefined) return toOwner(readOrganization(), composeUrn(type, name));
  return readOwner(pulumi.createUrn(name, type, parent));
}

/**
 * Not an output, which would depend on the parent: for Pulumi a dependency on a component is one on all of its
 * children, so siblings would wait for each other.
 */
async function readOwner(urn: pulumi.Output<string>): Promise<string | undefined> {
  const known = await readKnownValue(urn);
  return known && toOwner(readOrganization(), known);
}

/** The same resource as one of another type. */
function composeAlias(
  type: string,
  name: string,
  { parent }: pulumi.CustomResourceOptions,
): pulumi.Alias | string {
  return parent === undefined ? composeUrn(type, name) : { type };
}

/** The URN of a resource without a parent, as text: each Output costs the program time. */
function composeUrn(type: string, name: string): string {
  return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${type}::${name}`;
}

/** Pulumi knows no organization under mocks, and in backends without organizations it has this name. */
function readOrganization(): string {
  try {
    return pulumi.getOrganization();
  } catch {
    return "organization";
  }
}

/** The plugin is told of each value whether it is secret, so what is named as a secret output is one as an argument. */
function markSecrets(args: pulumi.Inputs | undefined, named: readonly string[] = []): pulumi.Inputs {
  const given = named.filter((name) => args?.[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, pulumi.secret(args?.[name])]));
}

/** What the program gives for arguments that are not secret whatever it says. */
function pickArguments(resource: ResourceName, args: object | undefined): [string, unknown][] {
  const definition = definitions[resource];
  const secrets = listSecrets(definition);
  return Object.entries(args ?? {}).filter(
    ([name]) => Object.hasOwn(definition.arguments, name) && !secrets.includes(name),
  );
}

/**
 * Names the arguments that this program has made secret or names as such, for the provider process, which sees plain
 * values and must not print these. Nothing where none can be: each property of a resource, and each Output, costs the
 * program time.
 */
function markSecretArguments(
  args: readonly [string, unknown][],
  named: readonly string[] = [],
): { secretArguments?: pulumi.Output<string[] | undefined> } {
  const possible = args.filter(([name, value]) => named.includes(name) || isObject(value));
  if (possible.length === 0) return {};
  const names = possible.map(async ([name, value]) => {
    const isHidden = named.includes(name) || (await isSecretValue(pulumi.output(value)));
    return isHidden ? [name] : [];
  });
  const secretArguments = pulumi.output(Promise.all(names)).apply((found) => {
    const secret = found.flat();
    return secret.length > 0 ? secret : undefined;
  });
  return { secretArguments };
}

/** A secret that turns out to be nothing is as if it was not given. */
async function isSecretValue(value: pulumi.Output<unknown>): Promise<boolean> {
  return (await pulumi.isSecret(value)) && (await readKnownValue(value)) != null;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** The engine sends a dynamic provider nothing to import from, and its own message does not say so. */
function refuseImport(resource: ResourceName, name: string, opts: pulumi.CustomResourceOptions): void {
  if (opts.import === undefined) return;
  throw new pulumi.RunError(
    `${resource} "${name}": opts.import does not work with resources of a dynamic provider. ` +
      `Use ${resource}.get("${name}", "${opts.import}") to read it; ${takeOver(resource, opts.import)}. ` +
      "If it is in the state already, take the option out. With the plugin of this package it can be imported: see docs/plugin.md.",
  );
}

function takeOver(resource: ResourceName, id: string): string {
  if (resource === "ScanJob") return `to manage the job from now on, create the resource with adopt: ${id}`;
  return "to manage it from now on, create the resource: it takes over what is there";
}
