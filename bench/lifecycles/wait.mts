import { type Family, type Figure, pick, type Side } from "../bench.mts";
import { type Call, EmulatorProcess } from "../stand/emulator.mts";
import { Stack } from "../stand/stack.mts";

/** Seconds that a scan takes: five stages of the emulator's. */
const duration = 60;
const stages = 5;

const sizes = [10, 100] as const;

/** Waiting for scans: how much is asked, and how late their end is noticed. */
export const wait: Family = () => [
  {
    name: "wait",
    sides: Object.fromEntries(sizes.map((size) => [`${size} jobs`, waitFor(size)])),
    figures: [
      ...sizes.flatMap(listFigures),
      {
        name: `looks while 100 jobs of ${duration} s are waited for, of those for 10 jobs`,
        unit: "x",
        read: (round) => pick("100 jobs.looks")(round) / pick("10 jobs.looks")(round),
        target: { most: 1.1 },
      },
    ],
  },
];

function waitFor(size: number): Side {
  return async function* () {
    await using emulator = await EmulatorProcess.start(duration / stages);
    const env = { ...emulator.env, BENCH_SIZE: String(size), BENCH_WAIT: "completed" };
    await using stack = await Stack.open("ours", env);
    // By default the engine works on four resources a core, and the others would wait for it, not for NCP.
    await stack.up("--parallel", String(size));
    const calls = await emulator.takeCalls();
    yield { looks: countLooks(calls), late: measureLateness(calls) };
  };
}

/** Looks at the listing after the last job was made: only the wait makes those. */
function countLooks(calls: readonly Call[]): number {
  const made = calls.findLastIndex(({ operation }) => operation === "createJob");
  return calls.slice(made).filter(({ operation }) => operation === "getJobs" || operation === "searchJobs")
    .length;
}

/** Seconds from the end of a job until its report was asked for, of the job that was noticed latest. */
function measureLateness(calls: readonly Call[]): number {
  const made = calls.filter(({ operation }) => operation === "createJob");
  // Numbers grow, and the path ends with them.
  const reports = calls.filter(({ operation }) => operation === "getReport");
  const noticed = reports.toSorted((left, right) => left.path.localeCompare(right.path));
  if (noticed.length !== made.length) throw new Error(`${noticed.length} reports of ${made.length} jobs`);
  return Math.max(...noticed.map((report, index) => secondsOf(report) - secondsOf(made[index]) - duration));
}

function secondsOf(call: Call | undefined): number {
  return Date.parse(call?.time ?? "") / 1000;
}

function listFigures(size: number): Figure[] {
  return [
    {
      name: `looks while ${size} jobs of ${duration} s are waited for`,
      unit: "calls",
      read: pick(`${size} jobs.looks`),
    },
    {
      name: `the end of ${size} jobs of ${duration} s is noticed after`,
      unit: "s",
      read: pick(`${size} jobs.late`),
      target: { most: Math.max(2, duration * 0.05) },
    },
  ];
}
