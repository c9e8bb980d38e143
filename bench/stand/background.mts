import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { node24, root } from "../../scripts/prepare.mjs";

/** A program of Node.js that runs until it is disposed of. */
export interface Background extends AsyncDisposable {
  readonly pid: number;
  /** What it printed first, which tells that it is ready. */
  readonly firstLine: string;
  /** Milliseconds from its start to that line. */
  readonly readyAfter: number;
}

export async function startBackground(args: readonly string[], env = process.env): Promise<Background> {
  const started = performance.now();
  const child = spawn(node24, args, { cwd: root, env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const kill = () => child.kill();
  process.once("exit", kill);
  const lines = createInterface({ input: child.stdout });
  const firstLine = await Promise.race([
    once(lines, "line").then(([line]) => String(line)),
    ended.then(([code]) => {
      throw new Error(`${args.join(" ")} ended with ${code}`);
    }),
  ]);
  return {
    pid: child.pid ?? 0,
    firstLine,
    readyAfter: performance.now() - started,
    async [Symbol.asyncDispose]() {
      process.off("exit", kill);
      kill();
      await ended;
    },
  };
}
