import { spawn } from "node:child_process";
import { once } from "node:events";
import { StepError } from "../task.mjs";

export interface ServerOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Whose process it is, if not the caller's. */
  readonly uid?: number;
  readonly gid?: number;
}

/** A server that runs. */
export interface Server {
  /** What it has printed up to the sign that it is ready, which `ready` matched. */
  readonly said: RegExpExecArray;
  stop(): Promise<void>;
}

/**
 * Starts a server and waits until its output matches `ready`.
 *
 * @throws StepError with its output, if it ends before
 */
export async function startServer(
  command: string,
  args: readonly string[],
  ready: RegExp,
  options: ServerOptions,
): Promise<Server> {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "close");
  const said = await new Promise<RegExpExecArray>((resolve, reject) => {
    let output = "";
    const listen = (chunk: Buffer) => {
      output += chunk;
      const match = ready.exec(output);
      if (match) resolve(match);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    ended.then(() => reject(new StepError(`${command} ended before it was ready:\n${output}`)), reject);
  });
  const stop = async () => {
    child.kill("SIGINT");
    await ended;
  };
  return { said, stop };
}
