import { join } from "node:path";
import { z } from "zod";
import { root } from "../../scripts/prepare.mjs";
import { type Background, startBackground } from "./background.mts";

const journal = z.object({
  requests: z.array(
    z.object({ time: z.string(), operation: z.string(), path: z.string(), status: z.number().nullable() }),
  ),
});

/** One call that came to the emulator. */
export type Call = z.output<typeof journal>["requests"][number];

/** Calls that were answered, and those that a limit refused. */
export const isRefused = (call: Call) => call.status === 429;

/** NCP in a process of its own, so that its work is not taken for the provider's. */
export class EmulatorProcess implements AsyncDisposable {
  readonly url: string;
  readonly #process: Background;

  private constructor(process_: Background, url: string) {
    this.#process = process_;
    this.url = url;
  }

  /** Jobs go on by themselves after so many seconds a stage, or not at all. */
  static launch(pace: number | "manual"): Promise<Background> {
    const options = ["--port", "0", "--quiet", "--pace", String(pace)];
    return startBackground([join(root, "dist/command/index.js"), "emulator", ...options]);
  }

  /** The same, with room for any number of jobs. */
  static async start(pace: number | "manual" = "manual"): Promise<EmulatorProcess> {
    const process_ = await EmulatorProcess.launch(pace);
    const [url] = /http:\/\/[\d.:]+/.exec(process_.firstLine) ?? [];
    if (url === undefined) throw new Error(`the emulator said: ${process_.firstLine}`);
    const emulator = new EmulatorProcess(process_, url);
    await emulator.control("POST", "settings", { waitingJobs: 1_000_000 });
    return emulator;
  }

  /** The environment in which programs find it. */
  get env(): NodeJS.ProcessEnv {
    return {
      NCLOUD_ACCESS_KEY_ID: "demo-access-key",
      NCLOUD_SECRET_ACCESS_KEY: "demo-secret-key",
      NCLOUD_SECURITY_ENDPOINT: this.url,
    };
  }

  async control(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.url}/_emulator/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json();
  }

  /** What was asked since the last time, oldest first. */
  async takeCalls(): Promise<Call[]> {
    const { requests } = journal.parse(await this.control("GET", "requests"));
    await this.control("DELETE", "requests");
    return requests;
  }

  /** How much was asked since the last time. */
  async countCalls(): Promise<number> {
    return (await this.takeCalls()).length;
  }

  /** Finished scans of others, newer than all that is there. */
  async seedStrangers(count: number): Promise<void> {
    const portion = 5_000;
    for (let done = 0; done < count; done += portion) {
      const jobs = Array.from({ length: Math.min(portion, count - done) }, (_, index) => ({
        startUrl: `https://stranger-${done + index}.example.org/`,
        statusCode: 4,
      }));
      await this.control("POST", "seed", { jobs });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process[Symbol.asyncDispose]();
  }
}
