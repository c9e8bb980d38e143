import type { Bench, Round, Sample, Side } from "./bench.mts";

/** A benchmark and what its rounds came to. */
export interface Result {
  readonly bench: Bench;
  readonly rounds: readonly Round[];
}

/**
 * Measures the sides in turn, step by step and round after round, so that what slows this machine for a while slows
 * all of them. Every other round goes backwards: who comes first finds colder caches.
 */
export async function runBench(bench: Bench, wanted: number, tell: (line: string) => void): Promise<Result> {
  const rounds: Round[] = [];
  for (let number = 1; number <= Math.min(wanted, bench.mostRounds ?? wanted); number += 1) {
    const sides = Object.entries(bench.sides);
    const round = await runRound(number % 2 === 0 ? sides.reverse() : sides, (side, sample) =>
      tell(`${bench.name}, round ${number}, ${side}: ${describe(sample)}`),
    );
    rounds.push(round);
  }
  return { bench, rounds };
}

type Tell = (side: string, sample: Sample) => void;

async function runRound(sides: readonly [string, Side][], tell: Tell): Promise<Round> {
  const round: Record<string, Sample> = {};
  const running = new Map(sides.map(([name, measure]) => [name, measure()]));
  try {
    while (running.size > 0)
      for (const [name, steps] of running) {
        const { done, value } = await steps.next();
        if (done) running.delete(name);
        else round[name] = { ...round[name], ...value };
        if (value) tell(name, value);
      }
    return round;
  } finally {
    for (const steps of running.values()) await steps.return();
  }
}

function describe(sample: Sample): string {
  return Object.entries(sample)
    .map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`)
    .join(", ");
}
