import type { Bench, Family, Figure } from "../bench.mts";
import { pick, ratio } from "../bench.mts";
import { live, type Program } from "./lifecycle.mts";

const programs: readonly Program[] = ["ours", "floor", "naive"];

/** What `pulumi` takes for stacks of several sizes: beside the floor, and beside what many write at first. */
export const lifecycles: Family = (options) => [
  {
    name: "lifecycles",
    sides: Object.fromEntries(
      options.sizes.flatMap((size) =>
        programs.map((program) => [`${program} ${size}`, () => live({ program, size }, options)] as const),
      ),
    ),
    figures: [...options.sizes.flatMap(listFigures), ...listGrowth(options.sizes)],
  } satisfies Bench,
];

/** The most of the floor's time that a step may take, from which size on. */
const steps = [
  { step: "up", title: "up", most: 1.15, from: 1 },
  { step: "same", title: "no change", most: 1.05, from: 100 },
  { step: "refresh", title: "refresh", most: 1.2, from: 100 },
  { step: "destroy", title: "destroy", most: 1.2, from: 100 },
] as const;

function listFigures(size: number): Figure[] {
  const [ours, floor, naive] = [`ours ${size}`, `floor ${size}`, `naive ${size}`] as const;
  const beside = steps.flatMap(({ step, title, most, from }): Figure[] => [
    {
      name: `${title}, N = ${size}, of the floor's time`,
      unit: "x",
      read: ratio(`${ours}.${step}`, `${floor}.${step}`),
      target: size >= from ? { most } : undefined,
    },
    {
      name: `${title}, N = ${size}, of naive's time`,
      unit: "x",
      read: ratio(`${ours}.${step}`, `${naive}.${step}`),
      target: step === "up" && size >= 100 ? { most: size >= 1000 ? 0.8 : 1 } : undefined,
    },
  ]);
  return [...beside, ...listCalls(size), ...(size >= 1000 ? [memory(size)] : []), ...listState(size)];
}

function listCalls(size: number): Figure[] {
  const ours = `ours ${size}` as const;
  const isJudged = size >= 100;
  const each = (step: string) => (round: Parameters<Figure["read"]>[0]) =>
    pick(`${ours}.${step}`)(round) / size;
  return [
    {
      name: `up, N = ${size}`,
      unit: "calls a resource",
      read: each("upCalls"),
      target: isJudged ? { most: 1.3 } : undefined,
    },
    {
      name: `destroy, N = ${size}`,
      unit: "calls a resource",
      read: each("destroyCalls"),
      target: isJudged ? { most: 1.1 } : undefined,
    },
    {
      name: `refresh, N = ${size}`,
      unit: "calls",
      read: pick(`${ours}.refreshCalls`),
      target: { most: Math.ceil(size / 100) + 1 },
    },
    { name: `no change, N = ${size}`, unit: "calls", read: pick(`${ours}.sameCalls`), target: { most: 0 } },
  ];
}

function memory(size: number): Figure {
  const [read, floor] = [pick(`ours ${size}.upMemory`), pick(`floor ${size}.upMemory`)];
  return {
    name: `memory of the provider process over the floor's, N = ${size}`,
    unit: "MB",
    read: (round) => read(round) - floor(round),
    target: { most: 20 },
  };
}

function listState(size: number): Figure[] {
  if (size === 1) return [];
  return [
    {
      name: `state a ScanJob, N = ${size}, of the floor's`,
      unit: "x",
      read: ratio(`ours ${size}.state`, `floor ${size}.state`),
      target: { most: 1.4 },
    },
    { name: `state a ScanJob, N = ${size}`, unit: "bytes", read: pick(`ours ${size}.state`) },
    {
      name: `provider text of a ScanJob`,
      unit: "bytes",
      read: pick(`ours ${size}.text`),
      target: { most: 90 },
    },
  ];
}

/** The time a resource at the largest size beside that at 100, each without the floor's. */
function listGrowth(sizes: readonly number[]): Figure[] {
  const [few, many] = [100, Math.max(...sizes)];
  if (!sizes.includes(few) || many <= few) return [];
  return (["up", "refresh", "destroy"] as const).map((step) => ({
    name: `growth of ${step}: time a resource at N = ${many} of that at ${few}, over the floor's`,
    unit: "x",
    read: (round) => {
      const above = (size: number) =>
        pick(`ours ${size}.${step}`)(round) / pick(`floor ${size}.${step}`)(round);
      return above(many) / above(few);
    },
    target: { most: 1.1 },
  }));
}
