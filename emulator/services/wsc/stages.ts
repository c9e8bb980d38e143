import type { resultButtons } from "../../../provider/ncp/api/wsc/schemas";
import { type StatusCode, statusCodes } from "../../../provider/ncp/api/wsc/schemas";

export type StageKind = "waiting" | "running" | "stopping" | "final";

interface Stage {
  /** The status text of a listing: the code table's words; what NCP really prints is not documented. */
  readonly text: string;
  readonly kind: StageKind;
  readonly button: (typeof resultButtons)[number] | "";
  readonly next?: StatusCode;
  /** Percent done on entering the stage. */
  readonly progress: number;
}

/** The life of a job. The order follows the codes' meaning: URLs are collected, then diagnosed. */
export const stages: Readonly<Record<StatusCode, Stage>> = {
  12: { text: "URL collection pending", kind: "waiting", button: "cancel", next: 13, progress: 0 },
  13: { text: "URL collection in progress", kind: "running", button: "terminate", next: 14, progress: 10 },
  14: { text: "URL collection completed", kind: "waiting", button: "cancel", next: 2, progress: 40 },
  2: { text: "diagnostic pending", kind: "waiting", button: "cancel", next: 3, progress: 45 },
  3: { text: "diagnostic in progress", kind: "running", button: "terminate", next: 4, progress: 50 },
  4: { text: "diagnostic completed", kind: "final", button: "report", progress: 100 },
  5: { text: "diagnostic failed", kind: "final", button: "cause", progress: 50 },
  15: { text: "URL collection failed", kind: "final", button: "cause", progress: 10 },
  91: { text: "diagnostic canceled", kind: "final", button: "", progress: 0 },
  92: { text: "stopping", kind: "stopping", button: "", next: 93, progress: 50 },
  93: { text: "job stopped", kind: "final", button: "", progress: 50 },
};

const all = Object.values(statusCodes);

export function listStages(...kinds: StageKind[]): StatusCode[] {
  return all.filter((code) => kinds.includes(stages[code].kind));
}

/** Stages that the account has only so much room for. */
export const waitingStages = listStages("waiting");

/** Stages in which a job occupies its target. */
export const activeStages = listStages("waiting", "running", "stopping");
