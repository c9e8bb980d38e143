import type { z } from "zod";
import type { Run } from "../../accounts/run/run";
import type { AccountName } from "../../accounts/run/store";
import type { ResourceName } from "../../names";
import type { ServiceName } from "../../ncp/api/service";
import type { Client } from "../../ncp/client";
import type { JobListing } from "../../ncp/client/jobListing";
import type { NcloudError } from "../../ncp/errors";
import type { Definition } from "../definition";

/** Plain JSON by property name: what the engine stores. */
export type Properties = Record<string, unknown>;

/** What a lifecycle may use of the world. No lifecycle reaches around it. */
export interface Context {
  /** Calls to NCP. Reading it throws a ConfigurationError when credentials are missing or wrong. */
  readonly client: Client;
  /** The account's scans, in rows that all who ask at about the same time share. Throws like `client`. */
  readonly jobs: JobListing;
  /** Which account the settings lead to. Throws like `client`. */
  readonly identity: AccountIdentity;
  /** What the processes of this run tell each other of the account; nothing while the account is not known. */
  readonly run: Run;
  /** The time in epoch milliseconds. */
  readonly clock: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Aborted when the engine gives up; a wait then ends with partial state. */
  readonly signal?: AbortSignal;
  /** The engine's own time limit, where it has one (0 is none); with a limit of the program's own, the shorter of the two counts. */
  readonly timeoutSeconds?: number;
  /** Arguments that the program has made secret, beside those that always are: none of their values may be shown. */
  readonly secretArguments: ReadonlySet<string>;
  /** Shown to the user; use it sparingly and never with a secret. */
  readonly log: (message: string) => void;
  /** How far a step is: shown until the next such line takes its place, where a shell can do that. */
  readonly status: (message: string) => void;
  /** True for a value that is not known before the update runs. */
  readonly isUnknown: (value: unknown) => boolean;
  /** Which resource of which stack this is; undefined where the SDK sends it as an input. */
  readonly owner?: string;
  /** Of things that there is one of: which one each resource of the program has said to have, by kind and owner. */
  readonly claims: Map<string, Map<string, string>>;
}

/** What tells accounts apart. */
export interface AccountIdentity {
  /** The user's own name for the account, where the settings have one. */
  readonly givenName?: string;
  /** The address of a service, without what follows it in a call. */
  endpointOf(service: ServiceName): string;
  /** Tells access keys apart without telling them. */
  key(): Promise<string>;
  /** The access key with the given name, else NCP's own for the account, which is asked once. */
  name(): Promise<AccountName>;
  /** Why NCP refused the keys when it was asked for the name: then nothing else of the account can be told. */
  readonly refusal?: NcloudError;
  /** Takes a recorded name for an access key, so that NCP need not be asked. */
  learn(recorded: AccountName): void;
}

export interface Failure {
  /** Empty where the engine must not print its value, or where the problem is further down. */
  property: string;
  /** Begins with the path, as in `thresholds[0].referenceTime: `, where no property is named. */
  reason: string;
}

export interface CheckResult {
  inputs: Properties;
  failures: Failure[];
}

export interface Change {
  path: string;
  kind: "add" | "update" | "delete";
  /** True when the change needs a new resource. */
  replace?: boolean;
}

export interface Diff {
  changes: Change[];
  deleteBeforeReplace?: boolean;
}

/** State as it was stored: perhaps by an older release, so any property may be missing. */
export type Stored<Outputs> = Partial<Outputs>;

export interface ReadResult<Inputs, Outputs> {
  id: string;
  inputs: Inputs;
  outputs: Outputs;
}

/**
 * One kind of resource, from check to delete, over plain JSON. Knows nothing of Pulumi's types, so
 * that more than one shell can carry it.
 */
export interface Lifecycle<Inputs extends object, Outputs extends object> {
  readonly name: ResourceName;
  readonly definition: Definition;
  /** Every input: the arguments, and what the SDK or `check` adds. */
  readonly inputs: z.ZodObject;
  check(ctx: Context, oldInputs: Properties, news: Properties): Promise<CheckResult>;
  diff(ctx: Context, id: string, olds: Stored<Outputs>, news: Inputs): Promise<Diff>;
  create(ctx: Context, inputs: Inputs): Promise<{ id: string; outputs: Outputs }>;
  update(ctx: Context, id: string, olds: Stored<Outputs>, news: Inputs): Promise<{ outputs: Outputs }>;
  /** Null when the resource is gone. With empty inputs and outputs the id alone rebuilds both. */
  read(
    ctx: Context,
    id: string,
    stored: { inputs: Stored<Inputs>; outputs: Stored<Outputs> },
  ): Promise<ReadResult<Inputs, Outputs> | null>;
  delete(ctx: Context, id: string, outputs: Stored<Outputs>): Promise<void>;
}
