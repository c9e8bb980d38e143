import fc from "fast-check";

/** What a program may say of a scan. */
export interface ScanChoice {
  readonly release: number;
  readonly userAgent: "PC Chrome" | "iPhone";
  readonly rescan: "auto" | "never";
  readonly rerunOnFailure: boolean;
  readonly maxAge: "30d" | undefined;
  /** Stored without a scan. */
  readonly speed: "normal" | "fast";
}

/** What happens between two updates, one thing at a time. */
export type Step =
  | { readonly do: "scan"; readonly host: number; readonly choice: ScanChoice }
  | {
      readonly do: "notify";
      readonly filter: "hash" | "file";
      readonly type: "OFF" | "MAL" | "ALL";
      readonly restore: boolean;
    }
  | {
      readonly do: "thresholds";
      readonly filter: "hash" | "file";
      readonly mal: number;
      readonly err: number;
      readonly restore: boolean;
    }
  | { readonly do: "inspect"; readonly file: number; readonly release: number }
  | { readonly do: "remove"; readonly slot: number }
  /** With an alias the resource goes on under its new name; without one it is another resource. */
  | {
      readonly do: "rename";
      readonly slot: number;
      readonly alias: boolean;
      /** At once under another Provider of the same account. */
      readonly provider: boolean;
    }
  /** Another Provider of the same account: nothing changes. */
  | { readonly do: "provider"; readonly slot: number }
  /** Another access key of the same account: nothing changes. */
  | { readonly do: "rotate" }
  /** Replaced by hand; `first` makes the new one before the old one goes. */
  | { readonly do: "replace"; readonly slot: number; readonly first: boolean }
  /** The settings lead to another account: everything is made anew there, and left as it is here. */
  | { readonly do: "elsewhere" }
  | {
      readonly do: "drift";
      readonly filter: "hash" | "file";
      readonly type: "OFF" | "ERR";
      readonly mal: number;
    }
  | { readonly do: "advance"; readonly jobs: "step" | "complete" | "fail" | "cancel" | "stop" }
  | { readonly do: "vanish"; readonly host: number }
  | { readonly do: "wait"; readonly days: number };

const filter = fc.constantFrom("hash" as const, "file" as const);
const host = fc.nat(1);
const slot = fc.nat(9);
/** 0 stands for no threshold. */
const threshold = fc.constantFrom(0, 1, 1000);

const choice: fc.Arbitrary<ScanChoice> = fc.record({
  release: fc.nat(2),
  userAgent: fc.constantFrom("PC Chrome", "iPhone"),
  rescan: fc.constantFrom("auto", "never"),
  rerunOnFailure: fc.boolean(),
  maxAge: fc.constantFrom(undefined, "30d"),
  speed: fc.constantFrom("normal", "fast"),
});

const kind = <const Kind extends Step["do"]>(name: Kind) => fc.constant(name);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: kind("scan"), host, choice }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: kind("notify"),
      filter,
      type: fc.constantFrom("OFF" as const, "MAL" as const, "ALL" as const),
      restore: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: kind("thresholds"),
      filter,
      mal: threshold,
      err: threshold,
      restore: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: kind("inspect"), file: fc.nat(1), release: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ do: kind("remove"), slot }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: kind("rename"), slot, alias: fc.boolean(), provider: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: kind("provider"), slot }) },
  { weight: 1, arbitrary: fc.record({ do: kind("rotate") }) },
  { weight: 2, arbitrary: fc.record({ do: kind("replace"), slot, first: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: kind("elsewhere") }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: kind("drift"),
      filter,
      type: fc.constantFrom("OFF" as const, "ERR" as const),
      mal: threshold,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: kind("advance"),
      jobs: fc.constantFrom(
        "step" as const,
        "complete" as const,
        "fail" as const,
        "cancel" as const,
        "stop" as const,
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: kind("vanish"), host }) },
  { weight: 2, arbitrary: fc.record({ do: kind("wait"), days: fc.constantFrom(1, 31, 70) }) },
);

export const steps: fc.Arbitrary<Step[]> = fc.array(step, { minLength: 1, maxLength: 6 });
