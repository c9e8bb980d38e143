import { createApp } from "./app";
import { Controls } from "./controls/controls";
import type { Credentials } from "./keys";
import { type RunningServer, serveApp } from "./server";
import type { World } from "./world";

/** A running emulator. Its controls do the same as those under `/_emulator/`. */
export class Emulator extends Controls {
  /** The base of all services, as in `endpoint: emulator.url`. */
  readonly url: string;
  /** The key pair that it was started with. */
  readonly credentials: Credentials;
  readonly #close: () => Promise<void>;

  private constructor(world: World, server: RunningServer) {
    super(world);
    this.url = server.url;
    this.credentials = world.keys.first;
    this.#close = once(async () => {
      await server.close();
      world.close();
    });
  }

  static async start(world: World, port: number): Promise<Emulator> {
    try {
      const app = createApp(world, new Controls(world));
      return new Emulator(world, await serveApp(app, port, () => world.countConnection()));
    } catch (error) {
      world.close();
      throw error;
    }
  }

  /** Stops listening, ends open connections and closes the database. Calling it again is harmless. */
  close(): Promise<void> {
    return this.#close();
  }
}

function once<Result>(work: () => Result): () => Result {
  let done: { readonly result: Result } | undefined;
  return () => {
    done ??= { result: work() };
    return done.result;
  };
}
