type Door = typeof import("../../provider/queries");

/**
 * What talks to NCP, loaded when the first query runs: undici and zod would otherwise cost every
 * program its start, also those that only declare resources. A `require`, because the test runners
 * of many programs cannot do a dynamic import.
 */
export function openDoor(): Door {
  return require("../../provider/queries");
}

export type { Asker, Query } from "../../provider/queries";
export type { Door };
