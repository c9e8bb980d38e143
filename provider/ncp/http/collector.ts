import type { Dispatcher } from "undici";
import { ServiceError } from "../errors";
import type { Progress } from "./transportErrors";

/** A whole HTTP answer, not yet judged. */
export interface RawAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
}

/** Takes one answer from undici as it comes. A stream around it would cost more than the call itself. */
export class AnswerCollector implements Dispatcher.DispatchHandler {
  readonly #outcome = Promise.withResolvers<RawAnswer>();
  readonly #chunks: Uint8Array[] = [];
  #size = 0;
  #head: Pick<RawAnswer, "status" | "headers"> = { status: 0, headers: {} };
  #controller: Dispatcher.DispatchController | undefined;
  #reason: Error | undefined;

  /** `limit` is how many bytes of a body are read. `progress` learns how far the request came. */
  constructor(
    private readonly limit: number,
    private readonly progress: Progress,
  ) {}

  /** Rejects with what undici reports, or with the reason for which it was given up. */
  get answer(): Promise<RawAnswer> {
    return this.#outcome.promise;
  }

  /** Ends the exchange at once, where undici would wait for a connection first. */
  giveUp(reason: Error): void {
    this.#reason = reason;
    this.#outcome.reject(reason);
    this.#controller?.abort(reason);
  }

  /** The request has a connection and is about to be written: from then on, it may arrive. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It has waited too long; nothing of it is written then.
    if (this.#reason !== undefined) controller.abort(this.#reason);
    this.progress.begun = !controller.aborted;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: RawAnswer["headers"]): void {
    this.#head = { status, headers };
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    // Counted here and not by undici, which does not count what comes through a plain http proxy.
    if (this.#size > this.limit)
      this.giveUp(
        new ServiceError(`the answer is larger than ${this.limit} bytes, which is the most that is read`),
      );
  }

  onResponseEnd(): void {
    this.#outcome.resolve({ ...this.#head, body: Buffer.concat(this.#chunks, this.#size) });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#outcome.reject(error);
  }
}

/** Of a repeated header, the first. */
export function readHeader({ headers }: RawAnswer, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
