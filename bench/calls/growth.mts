import { type Family, pick } from "../bench.mts";
import { EmulatorProcess } from "../stand/emulator.mts";
import { runScript } from "../stand/script.mts";

const script = new URL("growthScript.mts", import.meta.url);

/** Whether a provider process that lives long keeps what it has no use for. */
export const growth: Family = () => [
  {
    name: "growth",
    sides: {
      ours: async function* () {
        await using emulator = await EmulatorProcess.start();
        yield await runScript(script, [], emulator.env);
      },
    },
    figures: [
      {
        name: "growth of the provider's heap over 10,000 calls",
        unit: "MB",
        read: pick("ours.megabytes"),
        target: { most: 0.5 },
      },
    ],
  },
];
