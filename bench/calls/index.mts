import { fileURLToPath } from "node:url";
import { type Family, pick, ratio } from "../bench.mts";
import { startBackground } from "../stand/background.mts";
import { runScript } from "../stand/script.mts";

const script = new URL("clientsScript.mts", import.meta.url);
const server = fileURLToPath(new URL("server.mts", import.meta.url));

const others = ["fetch", "axios", "got", "ky"] as const;

/** One signed and validated call, beside a bare one and beside other clients with the same signing. */
export const clients: Family = () => [
  {
    name: "clients",
    sides: {
      p50: async function* () {
        await using running = await startBackground([server]);
        yield await runScript(script, [running.firstLine]);
      },
    },
    figures: [
      {
        name: "one signed, validated call (p50), of bare undici.request's time",
        unit: "x",
        read: ratio("p50.ours", "p50.undici"),
        target: { most: 1.3 },
      },
      ...others.map((other) => ({
        name: `the same, of the time with ${other}`,
        unit: "x" as const,
        read: ratio("p50.ours", `p50.${other}`),
        target: { most: 1 },
      })),
      { name: "one signed, validated call (p50)", unit: "ms", read: pick("p50.ours") },
    ],
  },
];
