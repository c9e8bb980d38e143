import { describe, expect, it } from "vitest";
import type { FaultInput } from "../../../emulator";
import type { Options } from "../../support/fakeEngine";
import { unreachable } from "../../support/interruption";
import { emptiedThreshold, name, runningScan, type Step, type Subject, stepsOf } from "../subjects";
import { expectQuiet, freshStack, stack, subjects, world } from "./freshStack";

freshStack("crash matrix");

/** What goes wrong in one run, as an option of the run or as faults of the service. */
interface Mishap {
  readonly options?: (operation: string) => Options;
  readonly faults?: Omit<FaultInput, "operation">;
  /** True where the same run gets over it, for calls that may be repeated, or for all. */
  readonly overcome?: "repeatable" | "always";
}

const answered = (status: number, more: object = {}): FaultInput["effect"] => ({ status, ...more });
const throttled = (more: object = {}) => answered(429, { code: "410", ...more });
const errorIn200 = answered(200, { code: "901", envelope: "service" });

const mishaps: Readonly<Record<string, Mishap>> = {
  "the request never left": { options: () => ({ around: unreachable }) },
  "the request was lost on its way": { faults: { effect: { drop: true } } },
  "it was carried out, but the answer was lost": { faults: { when: "after", effect: { drop: true } } },
  "it was carried out, but only one answer was lost": {
    faults: { when: "after", times: 1, effect: { drop: true } },
    overcome: "always",
  },
  "it was carried out, but the answer broke off": { faults: { effect: { truncate: 9, hangUp: true } } },
  "it was carried out, but the answer was cut short": { faults: { effect: { truncate: 9 } } },
  "it was carried out, but the answer was a web page": { faults: { when: "after", effect: { html: true } } },
  "it was carried out, but the answer said 503": { faults: { when: "after", effect: answered(503) } },
  "it was carried out, but the answer was an error in HTTP 200": {
    faults: { when: "after", effect: errorIn200 },
  },
  "an error in HTTP 200": { faults: { effect: errorIn200 } },
  "an answer of a wrong content type": {
    faults: { effect: { contentType: "text/html" } },
    overcome: "always",
  },
  "an answer that comes in drips": {
    faults: { effect: { drip: { bytes: 40, everyMs: 1 } } },
    overcome: "always",
  },
  "the provider was killed before the call left": {
    options: (operation) => ({ kill: { operation, call: 1, when: "before" } }),
  },
  "the provider was killed between commit and state": {
    options: (operation) => ({ kill: { operation, call: 1, when: "after" } }),
  },
  "a burst of 429": { faults: { times: 2, effect: throttled() }, overcome: "always" },
  "a burst of 429 with Retry-After": {
    faults: { times: 2, effect: throttled({ retryAfter: 7 }) },
    overcome: "always",
  },
  "429 without an end": { faults: { effect: throttled() } },
  "429 with a Retry-After of an hour": { faults: { times: 1, effect: throttled({ retryAfter: 3600 }) } },
  ...Object.fromEntries(
    [500, 502, 503, 504].flatMap((status) => [
      [`a burst of ${status}`, { faults: { times: 2, effect: answered(status) }, overcome: "repeatable" }],
      [
        `a burst of ${status} with Retry-After`,
        { faults: { times: 2, effect: answered(status, { retryAfter: 7 }) }, overcome: "repeatable" },
      ],
    ]),
  ),
};

const unrepeatable = ["createJob", "inputFile"];

/** Runs one step of a subject's life under a mishap. */
async function struck(subject: Subject, step: Step, { options, faults }: Mishap) {
  const operation = subject.calls[step] ?? "";
  if (faults !== undefined) world.emulator.faults({ ...faults, operation });
  const outcome = await run(subject, step, options?.(operation));
  // A row in which nothing went wrong proves nothing.
  if (faults === undefined) expect(outcome.errors).not.toEqual([]);
  else expect(world.emulator.faultPlan()).toMatchObject([{ fired: expect.toSatisfy((count) => count > 0) }]);
  world.emulator.clearFaults();
  return outcome;
}

function run(subject: Subject, step: Step, options?: Options) {
  if (step === "delete") return stack.destroy(options);
  return stack.up(step === "create" ? subject.program : subject.changed, options);
}

async function live(subject: Subject, step: Step): Promise<void> {
  expect(await stack.up(subject.program)).toMatchObject({ errors: [] });
  subject.meanwhile?.[step]?.(world);
}

/** The promise of every row: after the next run there is what the program asks for, once, and nothing is left to do. */
async function expectHealed(subject: Subject, step: Step): Promise<void> {
  expect((await run(subject, step)).errors).toEqual([]);
  expect(subject.held(world)).toEqual(subject.holds[step]);
  expect([...stack.state.keys()]).toEqual(step === "delete" ? [] : [name]);
  await expectQuiet({ create: subject.program, update: subject.changed, delete: {} }[step]);
}

const committed = (operation: string) =>
  world.emulator.requests({ operation }).filter((request) => request.committed).length;

const cases = [...subjects, runningScan, emptiedThreshold].flatMap((subject) =>
  stepsOf(subject).map(([step, operation]) => ({ subject, step, operation, type: subject.type })),
);

describe.each(cases)("$type, $step, struck at $operation:", ({ subject, step, operation }) => {
  it.each(Object.entries(mishaps))("%s", async (_row, mishap) => {
    if (step !== "create") await live(subject, step);
    const { errors } = await struck(subject, step, mishap);
    const { overcome } = mishap;
    const shouldPass =
      overcome === "always" || (overcome === "repeatable" && !unrepeatable.includes(operation));
    if (shouldPass) expect(errors).toEqual([]);
    await expectHealed(subject, step);
    // What is paid for was carried out once for each time that it was asked for.
    if (unrepeatable.includes(operation)) expect(committed(operation)).toBe(step === "create" ? 1 : 2);
  });
});
