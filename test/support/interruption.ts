import { TransportError } from "../../provider/ncp/errors";
import type { Gateway } from "../../provider/ncp/http/request";

/** Where a provider process dies: at its n-th call to NCP, before the call leaves or once NCP has carried it out. */
export interface Kill {
  readonly call: number;
  readonly when: "before" | "after";
  /** Counts calls of this operation only. */
  readonly operation?: string;
}

/** A process was killed: nothing of what it was doing goes on. */
export class Killed extends Error {
  constructor() {
    super("the provider process was killed");
  }
}

/** How the processes of a run end: all of them at once, at a call of one of them. */
export class Fate {
  readonly death: Promise<never>;
  #calls = 0;
  #die: () => void = () => {};

  constructor(readonly kill: Kill | undefined) {
    this.death = new Promise((_, reject) => {
      this.#die = () => reject(new Killed());
    });
    this.death.catch(() => {});
  }

  strikes(operation: string): boolean {
    if (this.kill === undefined || (this.kill.operation ?? operation) !== operation) return false;
    this.#calls += 1;
    return this.#calls >= this.kill.call;
  }

  strike(): void {
    this.#die();
  }
}

/**
 * A way to NCP on which a process dies. The call at which it happens never comes back, so that no
 * line of the provider runs after it; who waits for the process waits for its fate as well.
 */
export class FatalGateway implements Gateway {
  constructor(
    private readonly inner: Gateway,
    private readonly fate: Fate,
  ) {}

  async send(...call: Parameters<Gateway["send"]>): Promise<unknown> {
    if (!this.fate.strikes(call[0].operation)) return this.inner.send(...call);
    if (this.fate.kill?.when === "after") await this.inner.send(...call).catch(() => {});
    this.fate.strike();
    return new Promise(() => {});
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}

/** No call leaves this machine. */
export function unreachable(inner: Gateway): Gateway {
  return {
    send: async ({ service, operation }) => {
      throw new TransportError("no connection: nothing listens there", { service, operation, sent: false });
    },
    close: () => inner.close(),
  };
}
