/** So many may look together although others are still under way: one search for each would cost as many calls again. */
const enough = 5;

/** How long it has to be quiet, in milliseconds: twice as long as one usually comes after another. */
const shortestQuiet = 25;
const longestQuiet = 250;

/** For at most so many milliseconds: one call that hangs holds nobody up for long. */
const patience = 5_000;

/** Those who wait to look for what they have submitted. */
interface Gathering {
  size: number;
  readonly end: Promise<number>;
  readonly release: () => void;
}

/**
 * Calls that make jobs. An engine asks for many at the same moment, and whoever looks for a new job waits for others of
 * its moment, so that one search finds them all. Not for all of the others: the engine goes on meanwhile with those that
 * have been found.
 */
export class Submissions {
  #underWay = 0;
  #begun = 0;
  #latest: number | undefined;
  /** Milliseconds between the beginnings of two, lately. */
  #gap = 0;
  #gathering: Gathering | undefined;

  constructor(
    private readonly clock: () => number,
    private readonly pause: (milliseconds: number) => Promise<void>,
  ) {}

  async add<T>(call: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    this.#begun += 1;
    this.#noteGap();
    try {
      return await call();
    } finally {
      this.#underWay -= 1;
    }
  }

  /**
   * Resolves when half of those of this moment wait, or none is under way and none has been added for a moment, or when
   * that takes too long: with the number of jobs that were just made, or may have been.
   */
  settle(): Promise<number> {
    const gathering = this.#gathering ?? this.#gather();
    gathering.size += 1;
    if (gathering.size >= enough && gathering.size >= this.#underWay) this.#release(gathering);
    return gathering.end;
  }

  #gather(): Gathering {
    const { promise: end, resolve } = Promise.withResolvers<number>();
    const gathering: Gathering = {
      size: 0,
      end,
      release: () => resolve(gathering.size + this.#underWay),
    };
    this.#gathering = gathering;
    void this.#waitForQuiet(gathering).then(() => this.#release(gathering));
    return gathering;
  }

  #release(gathering: Gathering): void {
    if (this.#gathering === gathering) this.#gathering = undefined;
    gathering.release();
  }

  async #waitForQuiet(gathering: Gathering): Promise<void> {
    for (let waited = 0; waited < patience && this.#gathering === gathering; ) {
      const begun = this.#begun;
      const quiet = Math.max(shortestQuiet, 2 * this.#gap);
      await this.pause(quiet);
      if (this.#underWay === 0 && this.#begun === begun) return;
      waited += quiet;
    }
  }

  /** An engine with much to write comes more slowly. */
  #noteGap(): void {
    const now = this.clock();
    const gap = Math.min(now - (this.#latest ?? now), longestQuiet / 2);
    this.#gap = (this.#gap + gap) / 2;
    this.#latest = now;
  }
}
