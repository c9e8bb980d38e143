import { toPolicy } from "../rule";

const limits = ["high", "medium", "low", "total"] as const;

type Limits = Readonly<Partial<Record<(typeof limits)[number], number>>>;

const count = { type: "integer", minimum: 0 } as const;

export const scanGate = toPolicy<{ atMost: Limits }>({
  name: "scan-gate",
  description: "A scan has a gate that limits what it may find.",
  types: ["wsc:ScanJob"],
  config: {
    atMost: {
      description: "The most findings that a gate may allow: high, medium, low, total.",
      type: "object",
      properties: Object.fromEntries(limits.map((limit) => [limit, count])),
      additionalProperties: false,
      default: {},
    },
  },
  findProblems({ gate }, { atMost }) {
    const given: Limits = gate ?? {};
    if (limits.every((limit) => given[limit] === undefined))
      return ["it has no gate that limits findings, such as { high: 0 }"];
    const loose = limits.filter(
      (limit) => allowed(given, limit) > (atMost[limit] ?? Number.POSITIVE_INFINITY),
    );
    return loose.map((limit) => `its gate allows more than ${atMost[limit]} ${limit}`);
  },
});

/** A limit of all findings is one of each kind. */
function allowed(gate: Limits, limit: keyof Limits): number {
  return Math.min(...[gate[limit], gate.total].filter((each) => each !== undefined));
}
