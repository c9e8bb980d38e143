import fc from "fast-check";
import type { FaultInput } from "../../../emulator";
import type { Kill } from "../../support/interruption";

/** Planted in every place where a secret may be given; none may turn up anywhere else. */
export const canaries = {
  secretKey: "CANARY-secret-key-5f2c",
  cookie: "CANARY-cookie-91ab",
  password: "CANARY-password-77de",
};

export const names = ["shop", "blog", "alerts", "outbreak", "artefact"] as const;

export type Name = (typeof names)[number];

/** What the scan of this name scans. */
export function siteOf(name: string): string {
  return `https://${name}.example.com/`;
}

/** One run of a program: what was changed in it before, what goes wrong meanwhile. */
export interface Turn {
  readonly command: "up" | "up --refresh" | "refresh" | "destroy";
  /** The variant of each named resource from now on; undefined takes it out of the program. */
  readonly edits: Readonly<Partial<Record<Name, number | undefined>>>;
  readonly faults: readonly FaultInput[];
  readonly kill: Kill | undefined;
  /** What the scans have come to before it; with "age", they have, and many days have passed. */
  readonly before: "still" | "step" | "finish" | "fail" | "age";
  /** Whether scans go on while the provider waits. */
  readonly moving: boolean;
  /** Resources that have a second Provider of the same account from now on; the others have the default one. */
  readonly second: readonly Name[];
  /** Whether the default Provider's access key is another one of the same account. */
  readonly rotated: boolean;
  /** How many listings come from a replica that lags behind. */
  readonly lag: 0 | 1;
}

export interface Schedule {
  readonly replies: "null" | "instanceNo";
  /** Whether NCP finds jobs by what stands in their memos. */
  readonly findsMemos: boolean;
  /** Whether File Safer's settings are on before there is any program. */
  readonly set: boolean;
  /** What the program begins with. */
  readonly first: readonly Name[];
  readonly turns: readonly Turn[];
  /** Before which turn, counted round and round, the account fills with other people's scans. */
  readonly crowded: number | undefined;
}

const operations = [
  "createJob",
  "getJobs",
  "searchJobs",
  "cancelJob",
  "stopJob",
  "getNotiConfig",
  "setNotiConfig",
  "getThresholdNotiConfig",
  "setThresholdNotiConfig",
  "removeThresholdNotiConfig",
  "inputFile",
  "getInputFileLog",
  "getInputFileLogByParentHash",
];

/** Refusals that repeat what was sent, as a careless service or a proxy might. */
const talkative: readonly FaultInput[] = [
  { operation: "createJob", times: 1, effect: { status: 400, body: refusalOf(canaries.cookie) } },
  { operation: "inputFile", times: 1, effect: { status: 400, body: refusalOf(canaries.password) } },
];

function refusalOf(secret: string): string {
  return `{"error":{"errorCode":160351,"message":"${secret} with ${canaries.secretKey} failed"}}`;
}

const refusals: readonly FaultInput["effect"][] = [
  { status: 401, code: "200" },
  { status: 403, code: "210" },
  { status: 429, code: "410" },
  { status: 429, code: "410", retryAfter: 3 },
  { status: 429, code: "410", retryAfter: 7_200 },
];

const outages: readonly FaultInput["effect"][] = [
  { drop: true },
  { status: 500 },
  { status: 503, retryAfter: 5 },
  { status: 504, envelope: "empty" },
  { status: 200, code: "901", envelope: "service" },
  { html: true, status: 502 },
  { html: true },
  { contentType: "text/html" },
  { truncate: 17 },
  { truncate: 17, hangUp: true },
];

/** A page without rows, of a listing that has some. */
const brokenListing: FaultInput["effect"] = { status: 200, body: '{"total_cnt":151,"record_data":[]}' };

/** A refusal says that nothing was done, so it comes only before; an outage may hide that it was. */
const fault: fc.Arbitrary<FaultInput> = fc.oneof(
  strike({ effect: fc.constantFrom(...refusals), when: fc.constant("before" as const) }),
  strike({ effect: fc.constantFrom(...outages), when: fc.constantFrom("before" as const, "after" as const) }),
  fc.constantFrom(...talkative),
  fc.record({
    operation: fc.constantFrom("getJobs", "searchJobs"),
    nth: fc.integer({ min: 1, max: 4 }),
    // A walk over a listing that breaks off is begun anew, a few times.
    times: fc.integer({ min: 1, max: 12 }),
    effect: fc.constant(brokenListing),
  }),
);

function strike(how: { effect: fc.Arbitrary<FaultInput["effect"]>; when: fc.Arbitrary<"before" | "after"> }) {
  return fc.record({
    operation: fc.constantFrom(...operations),
    nth: fc.integer({ min: 1, max: 4 }),
    times: fc.integer({ min: 1, max: 6 }),
    ...how,
  });
}

const kill: fc.Arbitrary<Kill> = fc.record({
  call: fc.integer({ min: 1, max: 12 }),
  when: fc.constantFrom("before" as const, "after" as const),
});

const variant = fc.option(fc.nat(11), { nil: undefined, freq: 4 });

const edits = fc.dictionary(fc.constantFrom(...names), variant, {
  maxKeys: 3,
  noNullPrototype: true,
  size: "max",
});

const turn: fc.Arbitrary<Turn> = fc.record({
  command: fc.constantFrom("up", "up", "up", "up", "up --refresh", "refresh", "destroy"),
  edits,
  faults: fc.array(fault, { maxLength: 4, size: "max" }),
  kill: fc.option(kill, { nil: undefined, freq: 2 }),
  before: fc.constantFrom("still", "still", "step", "finish", "fail", "age"),
  moving: fc.boolean(),
  second: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.subarray([...names]) },
  ),
  rotated: fc.boolean(),
  lag: fc.constantFrom(0, 0, 1),
});

export const schedule: fc.Arbitrary<Schedule> = fc.record({
  replies: fc.constantFrom("null", "instanceNo"),
  findsMemos: fc.oneof(
    { weight: 5, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  set: fc.boolean(),
  first: fc.subarray([...names], { minLength: 1 }),
  turns: fc.array(turn, { minLength: 1, maxLength: 4, size: "max" }),
  crowded: fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat(3) }),
});
