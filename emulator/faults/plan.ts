import { z } from "zod";
import { fileSaferOperations } from "../../provider/ncp/api/filesafer/operations";
import type { Operation } from "../../provider/ncp/api/operation";
import { securityMonitoringOperations } from "../../provider/ncp/api/securitymonitoring/operations";
import { stsOperations } from "../../provider/ncp/api/sts/operations";
import { wscOperations } from "../../provider/ncp/api/wsc/operations";
import { type Effect, effect } from "./effects";

const operationNames = new Set(
  [wscOperations, fileSaferOperations, securityMonitoringOperations, stsOperations].flatMap((table) =>
    Object.keys(table),
  ),
);

export const serviceName = z.enum(["wsc", "filesafer", "securitymonitoring", "sts"]);

export const operationName = z
  .string()
  .refine((name) => operationNames.has(name), { error: "is no operation" });

/** One line of a plan: which calls it meets, when it strikes, and what it does. */
const fault = z
  .strictObject({
    service: serviceName.optional(),
    operation: operationName.optional(),
    nth: z.int().min(1).optional(),
    times: z.int().min(1).optional(),
    probability: z.number().min(0).max(1).optional(),
    seed: z.int().optional(),
    perSecond: z.number().min(0.01).max(1_000).optional(),
    when: z.enum(["before", "after"]).default("before"),
    effect,
  })
  .refine(({ probability, seed }) => probability === undefined || seed !== undefined, {
    path: ["seed"],
    message: "is needed with probability, so that the run can be repeated",
  })
  .refine(({ perSecond, nth }) => perSecond === undefined || nth === undefined, {
    path: ["nth"],
    message: "cannot be combined with perSecond, which counts by time",
  });

/** Under a name, by which a problem tells where in the list it is. */
export const faultList = z.strictObject({ faults: z.array(fault).min(1).max(1_000) });

export type Fault = z.output<typeof fault>;

/** A fault that strikes now. */
export interface FiredFault {
  readonly when: Fault["when"];
  readonly effect: Effect;
}

interface Line {
  readonly fault: Fault;
  readonly chance: () => number;
  readonly exceeded: () => boolean;
  seen: number;
  fired: number;
}

/** The faults to come. Every line counts the calls it matches; the first line that strikes wins. */
export class FaultPlan {
  readonly #wall: () => number;
  #lines: Line[] = [];

  constructor(wall: () => number) {
    this.#wall = wall;
  }

  add(faults: readonly Fault[]): void {
    this.#lines.push(...faults.map((fault) => this.#lineOf(fault)));
  }

  clear(): void {
    this.#lines = [];
  }

  list() {
    return this.#lines.map(({ fault, seen, fired }) => ({ ...fault, seen, fired }));
  }

  /** To be asked once a call. */
  next(operation: Operation): FiredFault | undefined {
    const striking = this.#lines.filter((line) => matches(line.fault, operation) && strikes(line))[0];
    if (striking === undefined) return undefined;
    striking.fired += 1;
    return { when: striking.fault.when, effect: striking.fault.effect };
  }

  #lineOf(fault: Fault): Line {
    const chance = createChance(fault.seed ?? 0);
    const exceeded = fault.perSecond === undefined ? () => true : limitRate(fault.perSecond, this.#wall);
    return { fault, chance, exceeded, seen: 0, fired: 0 };
  }
}

function matches(line: Fault, operation: Operation): boolean {
  const { service = operation.service, operation: name = operation.name } = line;
  return service === operation.service && name === operation.name;
}

function strikes(line: Line): boolean {
  line.seen += 1;
  const {
    nth = 1,
    times = line.fault.nth === undefined ? Number.POSITIVE_INFINITY : 1,
    probability = 1,
  } = line.fault;
  const lucky = line.chance() < probability;
  return line.exceeded() && lucky && line.seen >= nth && line.fired < times;
}

/** A token bucket that holds a second's worth, and at least one call. Tells of each call whether it is one too many. */
function limitRate(perSecond: number, wall: () => number): () => boolean {
  const most = Math.max(1, perSecond);
  let left = most;
  let last = wall();
  return () => {
    const now = wall();
    left = Math.min(most, left + (Math.max(0, now - last) / 1000) * perSecond);
    last = now;
    if (left < 1) return true;
    left -= 1;
    return false;
  };
}

/** mulberry32: the same numbers from 0 to 1 for the same seed. */
function createChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
