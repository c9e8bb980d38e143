import { z } from "zod";
import type { Credentials } from "../types";

const visible = z.string().regex(/^[\x21-\x7e]+$/, { error: "must be visible ASCII characters" });

/** A key pair, as text that can travel in a header. */
export const credentials = z.strictObject({
  accessKey: visible,
  secretKey: z.string().min(1, { error: "must not be empty" }),
});

/** The key pairs of the emulated account. They are kept in memory only, so that no file can leak them. */
export class Keys {
  readonly #initial: readonly [Credentials, ...Credentials[]];
  #secrets = new Map<string, string>();

  constructor(initial: readonly [Credentials, ...Credentials[]]) {
    this.#initial = initial;
    this.reset();
  }

  get first(): Credentials {
    return this.#initial[0];
  }

  /** The secret that belongs to an access key; undefined for one that is not of this account. */
  secretOf(accessKey: string): string | undefined {
    return this.#secrets.get(accessKey);
  }

  add({ accessKey, secretKey }: Credentials): void {
    this.#secrets.set(accessKey, secretKey);
  }

  /** Back to the pairs that the emulator was started with. */
  reset(): void {
    this.#secrets = new Map(this.#initial.map(({ accessKey, secretKey }) => [accessKey, secretKey]));
  }
}
