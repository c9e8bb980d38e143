import type { Options, Sample, Steps } from "../bench.mts";
import { EmulatorProcess } from "../stand/emulator.mts";
import { Stack, type Stored } from "../stand/stack.mts";

/** A program of bench/programs: this package, as little as a dynamic resource can be, and what many write at first. */
export type Program = "ours" | "floor" | "naive";

/** Resources that live from `up` to `destroy` in an account with so many finished scans of others. */
export interface Life {
  readonly program: Program;
  readonly size: number;
  readonly strangers?: number;
}

/** Tells after each step its seconds and calls; what is stored of a resource, and the provider process's memory. */
export async function* live({ program, size, strangers = 0 }: Life, { profile }: Options): Steps {
  await using emulator = await EmulatorProcess.start();
  await using stack = await Stack.open(program, { ...emulator.env, BENCH_SIZE: String(size) }, profile);
  // Half of the others are older, half newer than what the stack makes.
  await emulator.seedStrangers(strangers / 2);
  const up = await stack.up();
  yield { up: up.seconds, upCalls: await emulator.countCalls(), upMemory: up.memory };
  yield describeState(await stack.resources(), size);
  await emulator.seedStrangers(strangers / 2);
  const same = await stack.up();
  yield { same: same.seconds, sameCalls: await emulator.countCalls() };
  const refresh = await stack.refresh();
  yield { refresh: refresh.seconds, refreshCalls: await emulator.countCalls() };
  const destroy = await stack.destroy();
  yield {
    destroy: destroy.seconds,
    destroyCalls: await emulator.countCalls(),
    destroyMemory: destroy.memory,
  };
}

/** Throws where not all resources are stored: a number that is not of what it says would be worse than none. */
export function describeState(resources: readonly Stored[], size: number): Sample {
  if (resources.length !== size)
    throw new Error(`${resources.length} resources are stored instead of ${size}`);
  const bytes = resources.reduce((sum, each) => sum + Buffer.byteLength(JSON.stringify(each)), 0);
  return { state: bytes / size, text: String(resources[0]?.inputs?.__provider).length };
}
