import { inspect } from "node:util";

const hidden = "[secret]";

/**
 * A value that printing, logging and JSON cannot show. Only `reveal` gives it back, so a search
 * for that word finds every place that handles the plain text.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [inspect.custom](): string {
    return hidden;
  }
}
