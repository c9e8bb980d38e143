import { type Family, pick } from "../bench.mts";
import { repeat, runScript } from "../stand/script.mts";

const script = new URL("loadScript.mts", import.meta.url);

/** What a program pays for loading this package. */
export const load: Family = () => [
  {
    name: "load",
    sides: {
      ours: async function* () {
        yield repeat(9, () => runScript(script));
      },
    },
    figures: [
      {
        name: "loading the package in a program, beyond @pulumi/pulumi",
        unit: "ms",
        read: pick("ours.milliseconds"),
        target: { most: 12 },
      },
      ...["undici", "zod", "hono"].map((name) => ({
        name: `${name} loaded in a program`,
        unit: "modules" as const,
        read: pick(`ours.${name}`),
        target: { most: 0 },
      })),
    ],
  },
];
