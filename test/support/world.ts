import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import { createGateway, resolveSettings } from "../../provider/gateway";
import type { Context, Lifecycle } from "../../provider/lifecycles/lifecycle";
import { Memory } from "../../provider/lifecycles/memory";
import { createClient } from "../../provider/services";

/** How the engine writes a value that is not known yet. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** An emulated account and a context for lifecycles, both on one clock that only a test moves. */
export interface World {
  readonly emulator: Emulator;
  readonly ctx: Context;
  /** What the lifecycles have logged. */
  readonly lines: string[];
  /** Runs whenever a lifecycle sleeps, with the time already moved on. */
  onSleep: (() => void | Promise<void>) | undefined;
  now(): number;
  pass(milliseconds: number): void;
  /** A context as a new provider process would have it: same account, no memory. */
  newProcess(): Context;
  /** Calls that the emulator has seen, by operation. */
  calls(operation?: string): string[];
  close(): Promise<void>;
}

export async function openWorld(options: EmulatorOptions = {}): Promise<World> {
  let time = Date.parse("2026-03-01T00:00:00Z");
  const clock = () => time;
  const emulator = await startEmulator({ pace: "manual", clock, ...options });
  const given: Record<string, string> = { ...emulator.credentials, endpoint: emulator.url };
  const settings = resolveSettings({ given: (key) => given[key], environment: {}, file: () => undefined });
  const lines: string[] = [];

  const sleep: Context["sleep"] = async (milliseconds, signal) => {
    signal?.throwIfAborted();
    time += milliseconds;
    await world.onSleep?.();
  };
  const gateway = createGateway(settings, { clock, sleep, random: () => 1 });
  const client = createClient(gateway);
  const newProcess = (): Context => ({
    client,
    memory: new Memory(client, clock),
    clock,
    sleep,
    log: (line) => lines.push(line),
    isUnknown: (value) => value === unknown,
    preview: false,
  });

  const world: World = {
    emulator,
    ctx: newProcess(),
    lines,
    onSleep: undefined,
    now: clock,
    pass: (milliseconds) => {
      time += milliseconds;
    },
    newProcess,
    calls: (operation) =>
      emulator
        .requests()
        .map((request) => request.operation ?? request.path)
        .filter((name) => operation === undefined || name === operation),
    async close() {
      await gateway.close();
      await emulator.close();
    },
  };
  return world;
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
