import { type Family, pick, ratio, type Side } from "../bench.mts";
import { EmulatorProcess } from "../stand/emulator.mts";
import { Stack } from "../stand/stack.mts";
import { describeState, type Program } from "./lifecycle.mts";

/** What is stored of a setting: both filters', beside the floor with the same inputs. */
export const settings: Family = () => [
  {
    name: "settings",
    mostRounds: 1,
    sides: { ours: store("ours"), floor: store("floor") },
    figures: [
      {
        name: "state a NotificationConfig, of the floor's",
        unit: "x",
        read: ratio("ours.state", "floor.state"),
        target: { most: 1.2 },
      },
      { name: "state a NotificationConfig", unit: "bytes", read: pick("ours.state") },
      {
        name: "provider text of a NotificationConfig",
        unit: "bytes",
        read: pick("ours.text"),
        target: { most: 90 },
      },
    ],
  },
];

function store(program: Program): Side {
  return async function* () {
    await using emulator = await EmulatorProcess.start();
    const env = { ...emulator.env, BENCH_KIND: "setting", BENCH_SIZE: "2" };
    await using stack = await Stack.open(program, env);
    await stack.up();
    yield describeState(await stack.resources(), 2);
  };
}
