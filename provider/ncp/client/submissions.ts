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
  #looking = 0;
  #begun = 0;
  #latest: number | undefined;
  /** How many have been on their way at once, lately: an engine works on so many, and no more will come. */
  #atOnce = 0;
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
    this.#atOnce = Math.max(this.#atOnce, this.#underWay + (this.#gathering?.size ?? 0) + this.#looking);
    this.#noteGap();
    try {
      return await call();
    } finally {
      this.#underWay -= 1;
    }
  }

  /**
   * Looks for what was made, at the same time as the others of its moment: when half of those wait, or as many as are
   * made at once, or none is under way and none has been added for a moment, or when that takes too long. `look` is
   * told how many jobs were just made, or may have been.
   */
  async lookTogether<T>(look: (together: number) => Promise<T>): Promise<T> {
    const together = await this.#settle();
    this.#looking += 1;
    try {
      return await look(together);
    } finally {
      this.#looking -= 1;
    }
  }

  #settle(): Promise<number> {
    this.#gathering ??= this.#gather();
    const gathering = this.#gathering;
    gathering.size += 1;
    const isEnough = gathering.size >= enough && gathering.size >= this.#underWay;
    if (isEnough || gathering.size >= this.#atOnce) this.#release(gathering);
    else if (gathering.size === 1) void this.#releaseWhenQuiet(gathering);
    return gathering.end;
  }

  #gather(): Gathering {
    const { promise: end, resolve } = Promise.withResolvers<number>();
    const release = () => resolve(gathering.size + this.#underWay);
    const gathering: Gathering = { size: 0, end, release };
    return gathering;
  }

  #release(gathering: Gathering): void {
    if (this.#gathering === gathering) this.#gathering = undefined;
    gathering.release();
  }

  async #releaseWhenQuiet(gathering: Gathering): Promise<void> {
    let isQuiet = false;
    for (let waited = 0; waited < patience && !isQuiet; ) {
      const begun = this.#begun;
      const quiet = Math.max(shortestQuiet, 2 * this.#gap);
      await this.pause(quiet);
      if (this.#gathering !== gathering) return;
      isQuiet = this.#underWay === 0 && this.#begun === begun;
      waited += quiet;
    }
    if (isQuiet) this.#atOnce = gathering.size + this.#looking;
    this.#release(gathering);
  }

  /** An engine with much to write comes more slowly. */
  #noteGap(): void {
    const now = this.clock();
    const gap = Math.min(now - (this.#latest ?? now), longestQuiet / 2);
    this.#gap = (this.#gap + gap) / 2;
    this.#latest = now;
  }
}
