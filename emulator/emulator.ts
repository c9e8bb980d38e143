import type { EmulatedAccount } from "./account/account";
import { createApp } from "./app";
import { Controls } from "./controls/controls";
import { type ListenPlace, listOwnNames } from "./hosts";
import { type RunningServer, serve } from "./server";
import type { Credentials, Emulator } from "./types";

export class RunningEmulator extends Controls implements Emulator {
  readonly url: string;
  readonly credentials: Credentials;
  readonly #close: () => Promise<void>;

  private constructor(account: EmulatedAccount, server: RunningServer) {
    super(account);
    this.url = server.url;
    this.credentials = account.keys.first;
    this.#close = runOnce(async () => {
      await server.close();
      account.close();
    });
  }

  static async start(account: EmulatedAccount, place: ListenPlace): Promise<RunningEmulator> {
    try {
      const app = createApp(account, new Controls(account), listOwnNames(place));
      return new RunningEmulator(account, await serve(app, place, () => account.countConnection()));
    } catch (error) {
      account.close();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#close();
  }
}

function runOnce<Result>(work: () => Result): () => Result {
  let done: { readonly result: Result } | undefined;
  return () => {
    done ??= { result: work() };
    return done.result;
  };
}
