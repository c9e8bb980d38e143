import { setTimeout } from "node:timers/promises";
import { demoCredentials, type Emulator, type EmulatorOptions } from "../../emulator";
import { EmulatedAccount as Account } from "../../emulator/account/account";
import { RunningEmulator } from "../../emulator/emulator";
import { Run } from "../../provider/accounts/run/run";
import { MemoryNotes, type NoteStore } from "../../provider/accounts/run/store";
import { createClient } from "../../provider/ncp/client";
import { JobListing } from "../../provider/ncp/client/jobListing";
import type { NcloudError } from "../../provider/ncp/errors";
import { createGateway } from "../../provider/ncp/http/gateway";
import type { Gateway } from "../../provider/ncp/http/request";
import { resolveSettings } from "../../provider/ncp/settings/settings";
import type { Context, Lifecycle } from "../../provider/resources/kit/lifecycle";
import { Remote } from "./remote";
import { type Sent, watchSending } from "./sending";

/** How the engine writes a value that is not known yet. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What a provider process has beside its account. */
export interface Process {
  /** What the processes of its run tell each other; its own run by default. */
  readonly notes?: NoteStore;
  /** What it knows of its account; by default always the same access key and name. */
  readonly account?: Partial<KnownAccount>;
}

interface KnownAccount {
  readonly key: string;
  /** What NCP, or the user, calls it. */
  readonly name: string | undefined;
  /** The user's name for it, if there is one. */
  readonly givenName?: string;
  /** Why NCP refuses the key, where it does. */
  readonly refusal?: NcloudError;
}

const usualAccount: KnownAccount = { key: "0a1b2c3d", name: "emulator" };

/** An emulated account and a context for lifecycles, both on one clock that only a test moves. */
export interface World {
  readonly emulator: Emulator;
  /** The same account, looked at past its API. */
  readonly remote: Remote;
  readonly ctx: Context;
  /** What the lifecycles have logged. */
  readonly lines: string[];
  /** Runs whenever a lifecycle sleeps, with the time already moved on. */
  onSleep: (() => void | Promise<void>) | undefined;
  /** Runs before each request to NCP, with the account as it is at that moment. */
  onSend: ((sent: Sent) => void) | undefined;
  now(): number;
  pass(milliseconds: number): void;
  /** A context as a new provider process would have it: same account, no memory. `around` may stand between it and NCP. */
  newProcess(around?: (gateway: Gateway) => Gateway, process?: Process): Context;
  /** Back to a new account, the first moment and an empty log, at less cost than another world. */
  reset(): void;
  /** Calls that the emulator has seen, by operation. */
  calls(operation?: string): string[];
  close(): Promise<void>;
}

const firstMoment = Date.parse("2026-03-01T00:00:00Z");

/** `given` holds settings of the provider beside its credentials and endpoint, as a program would give them. */
export async function openWorld(
  options: EmulatorOptions = {},
  given: Readonly<Record<string, string>> = {},
): Promise<World> {
  let time = firstMoment;
  const clock = () => time;
  const { data, credentials = demoCredentials, otherKeys = [], account: name = "emulator" } = options;
  const { pace = "manual", dialect, createJobReply, limits } = options;
  const account = new Account({
    data,
    keys: [credentials, ...otherKeys],
    name,
    settings: { pace, dialect, createJobReply, ...limits },
    wall: clock,
  });
  const emulator = await RunningEmulator.start(account, { port: 0 });
  const all: Record<string, string> = { ...credentials, endpoint: emulator.url, ...given };
  const settings = resolveSettings({ given: (key) => all[key], environment: {}, file: () => undefined });
  const lines: string[] = [];

  const sleep: Context["sleep"] = async (milliseconds, signal) => {
    signal?.throwIfAborted();
    // A machine's clock tells whole milliseconds.
    time += Math.ceil(milliseconds);
    await world.onSleep?.();
  };
  const gateway = createGateway(settings, { clock, sleep, random: () => 1 });
  const stopWatching = watchSending(emulator.url, (sent) => world.onSend?.(sent));
  const newProcess = (
    around = (inner: Gateway) => inner,
    { notes = new MemoryNotes(), account = {} }: Process = {},
  ): Context => {
    const client = createClient(around(gateway));
    const known = { ...usualAccount, ...account };
    return {
      client,
      jobs: new JobListing(client, clock, () => setTimeout(1)),
      ...accountAt(emulator.url, known, notes),
      clock,
      sleep,
      log: (line) => lines.push(line),
      status: (line) => lines.push(line),
      isUnknown: (value) => value === unknown,
      secretArguments: new Set(),
      claims: new Map(),
    };
  };

  const world: World = {
    emulator,
    remote: new Remote(account),
    ctx: newProcess(),
    lines,
    onSleep: undefined,
    onSend: undefined,
    now: clock,
    pass: (milliseconds) => {
      time += milliseconds;
    },
    newProcess,
    reset() {
      emulator.reset();
      lines.length = 0;
      time = firstMoment;
    },
    calls: (operation) =>
      emulator
        .requests()
        .map((request) => request.operation ?? request.path)
        .filter((name) => operation === undefined || name === operation),
    async close() {
      stopWatching();
      await gateway.close();
      await emulator.close();
    },
  };
  return world;
}

/** An account about which nobody is asked, and what a run notes of it. */
export function accountAt(
  endpoint: string,
  { key, name, givenName, refusal } = usualAccount,
  notes: NoteStore = new MemoryNotes(),
): Pick<Context, "identity" | "run"> {
  const account = givenName === undefined ? { key, name } : { key, name: givenName, isGiven: true };
  return {
    identity: {
      givenName,
      endpointOf: () => endpoint,
      key: async () => key,
      name: async () => account,
      refusal,
      learn() {},
    },
    run: new Run(notes, () => ({ endpoint, ...account })),
  };
}

/** Checks inputs as the engine does before every other call; throws where `check` reports failures. */
export async function checked<Inputs extends object, Outputs extends object>(
  lifecycle: Lifecycle<Inputs, Outputs>,
  ctx: Context,
  inputs: object,
): Promise<Inputs> {
  const result = await lifecycle.check(ctx, {}, { ...inputs });
  if (result.failures.length > 0) throw new Error(JSON.stringify(result.failures));
  return result.inputs as Inputs;
}

/** The error that a promise is rejected with; an error of its own where it is fulfilled. */
export async function failure(promise: Promise<unknown>): Promise<Error> {
  const outcome = await promise.then(
    () => new Error("it was expected to fail, and did not"),
    (error: unknown) => error,
  );
  return outcome instanceof Error ? outcome : new Error(String(outcome));
}
