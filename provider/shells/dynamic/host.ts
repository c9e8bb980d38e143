import type { Accounts } from "../../accounts/account";
import { collectSettings, configNamespace } from "../../names";
import { PartialFailure } from "../../resources/kit/failure";
import type { Failure, Properties } from "../../resources/kit/lifecycle";
import type { AnyLifecycle } from "../../resources/lifecycles";
import { createContext } from "../context";
import { describeAbsence, readForeseenMessage } from "../failures";
import { ConfiguredSettings } from "../settings";
import { propertiesToWire, type Wire } from "../wire";

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
  readonly begin: () => void;
  readonly accounts: Accounts;
  readonly log: (line: string) => void;
}

/** Carries a lifecycle into the dynamic host: everything that is the host's and not the resource's own. */
export function createDynamicProvider(lifecycle: AnyLifecycle, host: Host): DynamicProvider {
  let settings = new ConfiguredSettings({}, host.accounts);

  /** One call of the host, about a resource with these properties. */
  const receive = (sent: Properties) => {
    const { properties, hidden } = unpack(sent);
    const secretArguments = new Set(Array.isArray(hidden.secretArguments) ? hidden.secretArguments : []);
    const ctx = createContext(settings, { secretArguments, log: host.log, status: host.log });
    const store = (stored: object): Stored => propertiesToWire({ ...stored, ...hidden });
    const rethrow = (error: unknown): never => throwForHost(error, sent, store);
    return { ctx, properties, store, rethrow };
  };

  return {
    // The host hands the provider to the next call before this has returned, so it must not wait for
    // anything before the settings are stored. It must not throw either: the host would go on without it.
    async configure({ config }) {
      settings = new ConfiguredSettings(
        collectSettings((key) => config.get(`${configNamespace}:${key}`)),
        host.accounts,
      );
      host.begin();
    },

    async check(olds, news) {
      const { ctx, properties, store, rethrow } = receive(news);
      const checked = lifecycle.check(ctx, unpack(olds).properties, properties);
      const { inputs, failures } = await checked.catch(rethrow);
      return { inputs: store(inputs), failures: [...failures, ...settings.listFailures()] };
    },

    async diff(id, olds, news) {
      const { ctx, properties, rethrow } = receive(news);
      const diffed = lifecycle.diff(ctx, id, unpack(olds).properties, properties);
      const { changes, deleteBeforeReplace = false } = await diffed.catch(rethrow);
      const replaces = changes.filter((change) => change.replace).map((change) => change.path);
      return { changes: changes.length > 0 || isMoved(olds), replaces, deleteBeforeReplace };
    },

    async create(inputs) {
      const { ctx, properties, store, rethrow } = receive(inputs);
      const { id, outputs } = await lifecycle.create(ctx, properties).catch(rethrow);
      return { id, outs: store(outputs) };
    },

    async update(id, olds, news) {
      const { ctx, properties, store, rethrow } = receive(news);
      const { outputs } = await lifecycle.update(ctx, id, unpack(olds).properties, properties).catch(rethrow);
      return { outs: store(outputs) };
    },

    async read(id, sent) {
      const { ctx, properties, store, rethrow } = receive(sent);
      const found = await lifecycle.read(ctx, id, { inputs: properties, outputs: properties }).catch(rethrow);
      if (found === null && Object.keys(properties).length === 0)
        throw createPlainError(describeAbsence(lifecycle.name, id));
      return found === null ? {} : { id: found.id, props: store(found.outputs), inputs: store(found.inputs) };
    },

    async delete(id, sent) {
      const { ctx, properties, rethrow } = receive(sent);
      await lifecycle.delete(ctx, id, properties).catch(rethrow);
    },
  };
}

const textKey = "__provider";

/** What the SDK sends beside the properties of a resource. It is stored, for steps such as a deletion. */
interface Hidden {
  readonly secretArguments?: unknown;
}

/** The properties that a lifecycle sees, without nulls, which the engine stores for undefined. */
function unpack(sent: Properties): { properties: Properties; hidden: Hidden } {
  const given = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== null));
  const { [textKey]: _text, secretArguments, ...properties } = given;
  return { properties, hidden: { secretArguments } };
}

/** State that the plugin has written lacks the text, without which refresh and destroy cannot run here. */
function isMoved(olds: Properties): boolean {
  return !(textKey in olds);
}

/** The host records what is on an error with an id as the resource's state, together with the reasons. */
function throwForHost(error: unknown, sent: Properties, store: (stored: object) => Stored): never {
  if (error instanceof PartialFailure) {
    const { id, message, outputs, reasons } = error;
    const properties = { ...store(outputs), [textKey]: sent[textKey] };
    throw Object.assign(createPlainError(message), { id, properties, reasons: [...reasons] });
  }
  const message = readForeseenMessage(error);
  throw message === undefined ? error : createPlainError(message);
}

/** An error that was foreseen, without the stack trace that the host would print under it. */
function createPlainError(message: string): Error {
  const error = new Error(message);
  error.stack = "";
  return error;
}
