/** Said. */
export interface Said {
  /** Said. */
  said: string;
  unsaid: {
    /** Said. */
    said: number;
    unsaid: number;
  };
  /** Said. */
  others?: Promise<readonly Other[]>;
}

interface Other {
  /** Said. */
  said: "one" | "two";
}

export abstract class Unsaid {
  /** @internal */
  static hidden: string;
  static unsaid: string;
  private readonly hidden = 1;
  readonly #hidden = 2;

  /** Said. */
  get said(): number {
    return this.hidden + this.#hidden;
  }

  unsaid(): void {}
}

/** Said. */
export const said = { unsaid: 1 } as const;

/** Said. */
export type Choice = Partial<Said> | { unsaid: true };

/** Said. */
export function saying(_choice: Choice): void {}

/** @example unsaid(); */
export function unsaid(): void {}
