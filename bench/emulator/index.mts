import { fileURLToPath } from "node:url";
import { type Family, pick, ratio, type Sample, type Steps } from "../bench.mts";
import { type Background, startBackground } from "../stand/background.mts";
import { EmulatorProcess } from "../stand/emulator.mts";
import { repeat, runScript } from "../stand/script.mts";

const bare = fileURLToPath(new URL("bare.mts", import.meta.url));
const plain = fileURLToPath(new URL("plain.mjs", import.meta.url));
const script = new URL("loadScript.mts", import.meta.url);

/** The emulator beside servers that do no more than it must. */
export const emulator: Family = () => [
  {
    name: "emulator",
    sides: {
      ours: async function* (): Steps {
        yield await measureStart(() => EmulatorProcess.launch("manual"));
        await using running = await EmulatorProcess.start();
        yield await runScript(script, [running.url]);
      },
      bare: async function* (): Steps {
        yield await measureStart(() => startBackground([plain]));
        await using running = await startBackground([bare]);
        yield await runScript(script, [running.firstLine]);
      },
    },
    figures: [
      {
        name: "start of the emulator, of bare node:http's time",
        unit: "x",
        read: ratio("ours.start", "bare.start"),
        target: { most: 1.3 },
      },
      {
        name: "calls a second of the emulator, of bare node:http's and node:sqlite's",
        unit: "x",
        read: ratio("ours.perSecond", "bare.perSecond"),
        target: { least: 0.7 },
      },
      { name: "calls a second of the emulator", unit: "calls", read: pick("ours.perSecond") },
    ],
  },
];

/** Milliseconds from the start of a process until it listens. */
function measureStart(start: () => Promise<Background>): Promise<Sample> {
  return repeat(9, async () => {
    await using running = await start();
    return { start: running.readyAfter };
  });
}
