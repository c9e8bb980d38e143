import { quotaExceeded } from "../api/gatewayCodes";
import { isNcloudError } from "../errors";

/** Time and chance, given from outside so that no test has to wait. */
export interface TimeAndChance {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Resolves after so many milliseconds; may reject early when the signal aborts. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 up to 1. */
  readonly random: () => number;
}

export interface Turn {
  /** When a call goes out whatever others have met with: nobody waits without end for their sake. */
  readonly latest: number;
  readonly signal?: AbortSignal;
}

/** Milliseconds between which a pause grows with every refusal, unless NCP asks for more. */
export const firstPause = 500;
export const longestPause = 8_000;
/** Calls that come together are spread until answers come, so that not all of them run into a limit. */
const firstSpread = 100;
/** Less than an answer takes, so that calls need not be kept apart by it. */
const negligible = 10;
/** Back off fast and come back slowly, or calls would run into the limit again and again. */
const growth = 2;
const shrinkage = 0.8;

/**
 * How fast the calls of one gateway follow each other. NCP counts the calls of all processes of an
 * account, so one that it turns away tells that the others would be turned away too: they wait as
 * long as NCP asks and then go out one by one, the closer together the more of them succeed.
 */
export class RequestPacer {
  /** No call goes out before, because NCP said so. */
  #heldUntil = 0;
  /** The next call's place in the row. */
  #next = 0;
  /** How long a call keeps the next one waiting, at most. */
  #spread = firstSpread;
  /** The latest refusal. */
  #slowedAt = Number.NEGATIVE_INFINITY;
  #underWay = 0;
  #latestTime = 0;

  /** @param longest the longest that one refusal may hold up other calls, in milliseconds. */
  constructor(
    private readonly parts: TimeAndChance,
    private readonly longest: number,
  ) {}

  /** Makes an attempt when it is its turn, and learns from what becomes of it. */
  async run<T>(attempt: () => Promise<T>, { latest, signal }: Turn): Promise<T> {
    // Asked again after each wait: another call may have gone first, or have been refused meanwhile.
    for (let wait = this.#wait(latest); wait > 0; wait = this.#wait(latest))
      await this.parts.sleep(wait, signal);
    this.#underWay += 1;
    this.#reserve();
    const startedAt = this.#time();
    try {
      const answer = await attempt();
      this.#speedUp();
      return answer;
    } catch (error) {
      if (isNcloudError(error, "throttled") && error.details.code !== quotaExceeded)
        this.#slowDown(startedAt, error.details.retryAfter ?? 0);
      throw error;
    } finally {
      this.#underWay -= 1;
    }
  }

  #wait(latest: number): number {
    const now = this.#time();
    // Only one who is not alone can be one too many, until there has been a refusal.
    const isFree = this.#underWay === 0 && this.#slowedAt === Number.NEGATIVE_INFINITY;
    const next = isFree ? 0 : this.#next;
    return Math.min(Math.max(this.#heldUntil, next), latest) - now;
  }

  /** Keeps the next call waiting for a while. */
  #reserve(): void {
    this.#next = Math.max(this.#next, this.#time() + this.parts.random() * this.#spread);
  }

  /** A clock that is set back takes along what was noted under it. */
  #time(): number {
    const now = this.parts.clock();
    const back = Math.max(0, this.#latestTime - now);
    this.#heldUntil -= back;
    this.#next -= back;
    this.#slowedAt -= back;
    this.#latestTime = now;
    return now;
  }

  #speedUp(): void {
    this.#spread *= shrinkage;
    if (this.#spread < negligible) this.#spread = 0;
  }

  #slowDown(startedAt: number, retryAfter: number): void {
    const now = this.#time();
    // Each call finds out for itself that NCP asks for more than it may wait.
    const asked = retryAfter > this.longest ? 0 : retryAfter;
    // Calls that were under way together are refused for one and the same reason.
    if (startedAt >= this.#slowedAt) this.#widen(asked);
    this.#slowedAt = now;
    this.#heldUntil = Math.max(this.#heldUntil, now + asked);
    this.#reserve();
  }

  /** So that calls go out as far apart, on average, as NCP asks to wait. */
  #widen(asked: number): void {
    const grown = Math.min(longestPause, Math.max(firstPause, growth * this.#spread));
    // Chance makes it half of that on average.
    this.#spread = Math.min(this.longest, Math.max(grown, 2 * asked));
  }
}
