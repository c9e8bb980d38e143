// clientsScript.mts ENDPOINT: prints the median of each client's calls in milliseconds, one call at a time, in turn.
import { median } from "../statistics.mts";
import { type Client, openClients } from "./clients.mts";

const portions = 20;
const callsAPortion = 50;

const clients = await openClients(process.argv[2] ?? "");
const taken = new Map<string, number[]>();

// The first portion only warms up.
for (let portion = 0; portion <= portions; portion += 1)
  for (const [name, call] of Object.entries(clients)) {
    const times = await measure(call);
    if (portion > 0) taken.set(name, [...(taken.get(name) ?? []), ...times]);
  }
console.log(JSON.stringify(Object.fromEntries([...taken].map(([name, times]) => [name, median(times)]))));
process.exit();

async function measure(call: Client): Promise<number[]> {
  const times: number[] = [];
  while (times.length < callsAPortion) {
    const started = performance.now();
    await call();
    times.push(performance.now() - started);
  }
  return times;
}
