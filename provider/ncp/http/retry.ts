import { quotaExceeded } from "../api/gatewayCodes";
import { addHint, isNcloudError, type NcloudError } from "../errors";
import type { RetrySettings } from "../settings/settings";
import { firstPause, longestPause, type RequestPacer, type TimeAndChance } from "./pace";

export interface RetryPolicy extends TimeAndChance {
  readonly settings: RetrySettings;
  /** What the calls of one gateway share. */
  readonly pace: RequestPacer;
  /** See GatewayRequest.repeatable. */
  readonly repeatable: boolean;
  readonly signal?: AbortSignal;
}

/** A quota is renewed in hours: one more attempt is all that makes sense. */
const attemptsForQuota = 2;

/** Repeats an attempt while that is safe, may help, and stays within attempts and budget. */
export async function retry<T>(attempt: () => Promise<T>, policy: RetryPolicy): Promise<T> {
  const budget = policy.settings.budget * 1000;
  let deadline = Number.POSITIVE_INFINITY;
  for (let made = 1; ; made += 1) {
    policy.signal?.throwIfAborted();
    try {
      const latest = Math.min(deadline, policy.clock() + budget);
      return await policy.pace.run(attempt, { latest, signal: policy.signal });
    } catch (error) {
      policy.signal?.throwIfAborted();
      if (!isNcloudError(error) || !mayRepeat(error, policy.repeatable)) throw error;
      // The budget is for repetitions, so it starts when the first one is due.
      deadline = Math.min(deadline, policy.clock() + budget);
      await pause(error, made, deadline - policy.clock(), policy);
    }
  }
}

function mayRepeat({ kind, details }: NcloudError, repeatable: boolean): boolean {
  return details.retryable === true && (repeatable || kind === "throttled" || details.sent === false);
}

async function pause(error: NcloudError, made: number, left: number, policy: RetryPolicy): Promise<void> {
  const reason = findReasonToStop(error, made, left, policy.settings);
  if (reason !== undefined) throw addHint(error, reason);
  const jitter = policy.random() * Math.min(longestPause, firstPause * 2 ** (made - 1));
  const wait = Math.min(left, (error.details.retryAfter ?? 0) + jitter);
  try {
    await policy.sleep(wait, policy.signal);
  } catch (interruption) {
    policy.signal?.throwIfAborted();
    throw interruption;
  }
}

function findReasonToStop(
  error: NcloudError,
  made: number,
  left: number,
  settings: RetrySettings,
): string | undefined {
  const { code, retryAfter = 0 } = error.details;
  const isQuota = error.kind === "throttled" && code === quotaExceeded;
  const most = isQuota ? Math.min(attemptsForQuota, settings.maxAttempts) : settings.maxAttempts;
  if (made >= most) return `Gave up after ${made} ${made === 1 ? "attempt" : "attempts"}`;
  if (left <= 0)
    return `Gave up after ${made} attempts: the ${settings.budget} seconds of retry.budget are used up`;
  if (retryAfter <= left) return undefined;
  const seconds = Math.ceil(retryAfter / 1000);
  return `Gave up: NCP asks for a wait of ${seconds} seconds, more than retry.budget (${settings.budget}) leaves`;
}
