import { type Family, type Figure, ratio, type Side, type Steps } from "../bench.mts";
import { EmulatorProcess } from "../stand/emulator.mts";
import { Stack } from "../stand/stack.mts";

/** A way to run `pulumi`, and how the table calls it. */
interface Setup {
  readonly title: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

const size = 100;

/** What a user can change. */
const setups: Readonly<Record<string, Setup>> = {
  "parallel-1": { title: "with --parallel 1", args: ["--parallel", "1"] },
  "parallel-4": { title: "with --parallel 4", args: ["--parallel", "4"] },
  "parallel-64": { title: "with --parallel 64", args: ["--parallel", "64"] },
  "type-checked": {
    title: "without PULUMI_NODEJS_TRANSPILE_ONLY",
    env: { PULUMI_NODEJS_TRANSPILE_ONLY: "false" },
  },
  "compile-cache": {
    // A folder in the project's own, so each run begins with none.
    title: "with NODE_COMPILE_CACHE, empty before up",
    env: { NODE_COMPILE_CACHE: "compiled" },
  },
  "no-checkpoints": {
    title: "with PULUMI_SKIP_CHECKPOINTS",
    env: { PULUMI_SKIP_CHECKPOINTS: "true" },
  },
  "20-providers": { title: "with 20 Providers instead of one", env: { BENCH_PROVIDERS: "20" } },
};

/** What changes in how `pulumi` is run come to. */
export const effects: Family = ({ profile }) => [
  {
    name: "effects",
    sides: {
      usual: upWith({ title: "as usual" }, profile),
      ...Object.fromEntries(Object.entries(setups).map(([name, setup]) => [name, upWith(setup, profile)])),
    },
    figures: Object.entries(setups).flatMap(([name, { title }]) => listFigures(name, title)),
  },
];

function upWith({ args = [], env = {} }: Setup, profile: string | undefined): Side {
  return async function* (): Steps {
    await using emulator = await EmulatorProcess.start();
    const all = { ...emulator.env, BENCH_SIZE: String(size), ...env };
    await using stack = await Stack.open("ours", all, profile);
    const up = await stack.up(...args);
    yield { up: up.seconds };
    const same = await stack.up(...args);
    yield { same: same.seconds };
  };
}

function listFigures(name: string, title: string): Figure[] {
  return [
    {
      name: `up, N = ${size}, ${title}: of the usual time`,
      unit: "x",
      read: ratio(`${name}.up`, "usual.up"),
    },
    {
      name: `no change, N = ${size}, ${title}: of the usual time`,
      unit: "x",
      read: ratio(`${name}.same`, "usual.same"),
    },
  ];
}
