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

  private constructor(world: EmulatedAccount, server: RunningServer) {
    super(world);
    this.url = server.url;
    this.credentials = world.keys.first;
    this.#close = runOnce(async () => {
      await server.close();
      world.close();
    });
  }

  static async start(world: EmulatedAccount, place: ListenPlace): Promise<RunningEmulator> {
    try {
      const app = createApp(world, new Controls(world), listOwnNames(place));
      return new RunningEmulator(world, await serve(app, place, () => world.countConnection()));
    } catch (error) {
      world.close();
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
