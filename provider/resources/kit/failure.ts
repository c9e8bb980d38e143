/**
 * A create or update that changed something and then failed. It carries what is now true, so that
 * the engine records it and the next update goes on from there.
 */
export class PartialFailure<Outputs extends object = object> extends Error {
  constructor(
    readonly id: string,
    readonly outputs: Outputs,
    readonly reasons: readonly string[],
    options?: { cause?: unknown },
  ) {
    super(reasons.join("; "), options);
    this.name = "PartialFailure";
  }
}

export function readMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** An error whose message alone tells the user what to do. */
export class ForeseenError extends Error {}
