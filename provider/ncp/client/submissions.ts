/** Milliseconds between two looks at whether all is quiet. */
const step = 25;

/** For at most five seconds: one call that hangs holds nobody up for long. */
const mostSteps = 200;

/**
 * Calls that make jobs. An engine asks for many at the same moment, and whoever looks for a new job waits for those
 * of its moment, so that one search finds them all.
 */
export class Submissions {
  #underWay = 0;
  #begun = 0;
  #quiet: Promise<void> | undefined;

  constructor(private readonly pause: (milliseconds: number) => Promise<void>) {}

  async add<T>(call: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    this.#begun += 1;
    try {
      return await call();
    } finally {
      this.#underWay -= 1;
    }
  }

  /** Resolves when none is under way and none has been added for a moment, or when that takes too long. */
  settle(): Promise<void> {
    this.#quiet ??= this.#waitForQuiet().finally(() => {
      this.#quiet = undefined;
    });
    return this.#quiet;
  }

  async #waitForQuiet(): Promise<void> {
    for (let steps = 0; steps < mostSteps; steps++) {
      const begun = this.#begun;
      await this.pause(step);
      if (this.#underWay === 0 && this.#begun === begun) return;
    }
  }
}
