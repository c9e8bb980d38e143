import { type ErrorDetails, ServiceError } from "../../ncp/errors";
import { readMessage } from "./failure";
import type { Context } from "./lifecycle";
import { pollUntil } from "./poll";

/** How long what NCP has accepted may take to appear in its listing or log, in milliseconds. */
export const appearance = 30_000;

/** A call that is paid for, and so never repeated: what it has brought about is looked for instead. */
export interface PaidCall {
  readonly call: ErrorDetails & { operation: string };
  /** Why it is not known whether NCP accepted the call; undefined where it did. */
  readonly lost: Error | undefined;
  /** The error's beginning where NCP accepted the call: "NCP accepted the scan". */
  readonly accepted: string;
  /** The error's end: "no job has appeared". */
  readonly missing: string;
}

/**
 * Searches through errors of the search too, and on when the engine gives up, as long as it is answered: what was
 * accepted must not be lost by either.
 */
export async function waitUntilListed<T>(
  ctx: Context,
  sent: PaidCall,
  search: () => Promise<T | undefined>,
): Promise<T> {
  const last: { error?: unknown } = {};
  const found = await pollUntil(
    { clock: ctx.clock, sleep: ctx.sleep },
    ctx.clock() + appearance,
    async () => {
      try {
        return await search();
      } catch (error) {
        last.error = error;
        // Calls have ended with the engine by then, and none will succeed any more.
        return ctx.signal?.aborted && error === ctx.signal.reason ? null : undefined;
      }
    },
  );
  if (found === undefined || found === null) throw describeNotFound(sent, last.error);
  return found;
}

function describeNotFound({ call, lost, accepted, missing }: PaidCall, error: unknown): ServiceError {
  const came =
    lost === undefined ? accepted : `what came of ${call.operation} is not known (${readMessage(lost)})`;
  const search = error === undefined ? "" : `; a search failed: ${readMessage(error)}`;
  return new ServiceError(`${came}, but ${missing}${search}`, call);
}
