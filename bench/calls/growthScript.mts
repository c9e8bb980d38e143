// Prints how many MB the provider's heap has grown by over 10,000 calls.
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";

const { NotificationConfig: setting } = createRequire(import.meta.url)("pulumi-ncloud-security/runtime");

await setting.configure({ config: { get: () => undefined } });
const { inputs } = await setting.check({}, { filter: "file", notificationType: "ALL", owner: "bench" });
const { id, outs } = await setting.create(inputs);
await read(5_000);
const before = await measureHeap();
await read(10_000);
console.log(JSON.stringify({ megabytes: (await measureHeap()) - before }));
process.exit();

/** Each read is one call. */
async function read(calls: number): Promise<void> {
  const together = 20;
  for (let done = 0; done < calls; done += together)
    await Promise.all(Array.from({ length: together }, () => setting.read(id, outs)));
}

async function measureHeap(): Promise<number> {
  // What has only just ended may be held for a moment, and what is held weakly goes one turn later.
  for (let turn = 0; turn < 10; turn += 1) {
    await sleep(100);
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed / 2 ** 20;
}
