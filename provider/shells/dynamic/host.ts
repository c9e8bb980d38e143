import { setTimeout as delay } from "node:timers/promises";
import type { Account, Given } from "../../accounts/account";
import type { Run } from "../../accounts/run/run";
import { type ConfigKey, configKeys, configNamespace } from "../../names";
import { isNcloudError } from "../../ncp/errors";
import { messageOf, PartialFailure } from "../../resources/kit/failure";
import type { Context, Failure, Lifecycle, Properties } from "../../resources/kit/lifecycle";
import { propertiesToWire, type Wire } from "./wire";

/** What Pulumi's dynamic provider host calls. See the dynamic provider's interface in @pulumi/pulumi. */
export interface DynamicProvider {
  configure(request: { config: { get(key: string): string | undefined } }): Promise<void>;
  check(olds: Properties, news: Properties): Promise<{ inputs: Stored; failures: Failure[] }>;
  diff(id: string, olds: Properties, news: Properties): Promise<DynamicDiff>;
  create(inputs: Properties): Promise<{ id: string; outs: Stored }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Stored }>;
  read(id: string, properties: Properties): Promise<{ id?: string; props?: Stored; inputs?: Stored }>;
  delete(id: string, properties: Properties): Promise<void>;
}

interface DynamicDiff {
  changes: boolean;
  replaces: string[];
  deleteBeforeReplace: boolean;
}

type Stored = { [name: string]: Wire };

/** What the shell needs of the process around it. */
export interface Host {
  /** Told when an engine begins to use this process, once for each kind of resource. */
  begin: () => void;
  accountOf: (given: Given) => Account;
  /** Stands in for the notes of an account that is not known yet. */
  noRun: Run;
  clock: () => number;
  log: (line: string) => void;
}

const providerKey = "__provider";

/** Stands for a value that is not known yet; fixed by the engine's protocol. */
const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const isUnknown = (value: unknown) => value === unknownValue;

/** Carries a lifecycle into the dynamic host: everything that is the host's and not the resource's own. */
export function dynamicProvider<Inputs extends object, Outputs extends object>(
  lifecycle: Lifecycle<Inputs, Outputs>,
  host: Host,
): DynamicProvider {
  let given: Given = {};
  const ctx: Context = {
    get client() {
      return host.accountOf(given).client;
    },
    get jobs() {
      return host.accountOf(given).jobs;
    },
    get identity() {
      return host.accountOf(given).identity;
    },
    get run() {
      return hasUnknown(given) ? host.noRun : host.accountOf(given).run;
    },
    clock: host.clock,
    sleep: (milliseconds, signal) => delay(milliseconds, undefined, { signal }),
    log: host.log,
    isUnknown,
    preview: false,
  };

  return {
    // The host hands the provider to the next call before this has returned, so it must not wait for
    // anything before the settings are stored. It must not throw either: the host would go on without it.
    async configure({ config }) {
      given = readGiven((key) => config.get(`${configNamespace}:${key}`));
      host.begin();
    },

    async check(olds, news) {
      const { inputs, failures } = await lifecycle.check(ctx, own(olds), own(news));
      return {
        inputs: propertiesToWire(inputs),
        failures: [...failures, ...configurationFailures(host, given)],
      };
    },

    async diff(id, olds, news) {
      const { changes, deleteBeforeReplace = false } = await lifecycle
        .diff(ctx, id, stored(olds), inputsOf(news))
        .catch((error: unknown) => rethrow(error, news));
      const replaces = changes.filter((change) => change.replace).map((change) => change.path);
      return { changes: changes.length > 0, replaces, deleteBeforeReplace };
    },

    async create(inputs) {
      const done = lifecycle.create(ctx, inputsOf(inputs));
      const { id, outputs } = await done.catch((error: unknown) => rethrow(error, inputs));
      return { id, outs: propertiesToWire(outputs) };
    },

    async update(id, olds, news) {
      const done = lifecycle.update(ctx, id, stored(olds), inputsOf(news));
      const { outputs } = await done.catch((error: unknown) => rethrow(error, news));
      return { outs: propertiesToWire(outputs) };
    },

    async read(id, properties) {
      const found = await lifecycle
        .read(ctx, id, { inputs: stored(properties), outputs: stored(properties) })
        .catch((error: unknown) => rethrow(error, properties));
      // A refresh forgets what is gone; a program that asks for it by its id has to be told.
      if (found === null && Object.keys(own(properties)).length === 0) {
        throw plain(`there is no ${lifecycle.name} with the id "${id}" in this account`);
      }
      if (found === null) return {};
      return { id: found.id, props: propertiesToWire(found.outputs), inputs: propertiesToWire(found.inputs) };
    },

    async delete(id, properties) {
      await lifecycle
        .delete(ctx, id, stored(properties))
        .catch((error: unknown) => rethrow(error, properties));
    },
  };

  // The one place where the wire's plain JSON takes the lifecycle's types: inputs have passed `check`,
  // and stored properties are Partial, because an older release may have written them.
  function inputsOf(properties: Properties): Inputs {
    return own(properties) as Inputs;
  }

  function stored<Shape>(properties: Properties): Partial<Shape> {
    return own(properties) as Partial<Shape>;
  }
}

/** The properties without the host's own, and without nulls, which the engine stores for undefined. */
function own(properties: Properties): Properties {
  const entries = Object.entries(properties).filter(
    ([name, value]) => name !== providerKey && value !== null,
  );
  return Object.fromEntries(entries);
}

function readGiven(get: (key: ConfigKey) => string | undefined): Given {
  const entries = configKeys.map((key) => [key, get(key)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function hasUnknown(given: Given): boolean {
  return Object.values(given).some(isUnknown);
}

/** Wrong settings are reported in the preview already, unless some are only not known yet. */
function configurationFailures(host: Host, given: Given): Failure[] {
  if (hasUnknown(given)) return [];
  try {
    host.accountOf(given);
    return [];
  } catch (error) {
    return [{ property: "", reason: messageOf(error) }];
  }
}

/** The host records what is on an error with an id as the resource's state, together with the reasons. */
function rethrow(error: unknown, properties: Properties): never {
  if (error instanceof PartialFailure) {
    const recorded = { ...propertiesToWire(error.outputs), [providerKey]: properties[providerKey] };
    throw Object.assign(plain(error.message), {
      id: error.id,
      properties: recorded,
      reasons: [...error.reasons],
    });
  }
  throw isNcloudError(error) ? plain(error.message) : error;
}

/** An error that was foreseen, without the stack trace that the host would print under it. */
function plain(message: string): Error {
  const error = new Error(message);
  error.stack = "";
  return error;
}
