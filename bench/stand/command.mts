import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { watchProvider } from "./processes.mts";

/** What one command of Pulumi took. */
export interface Step {
  readonly seconds: number;
  /** The most memory of the provider process, in MB; 0 where there is no /proc. */
  readonly memory: number;
  readonly output: string;
}

interface Place {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Runs a command that has to succeed. */
export async function runPulumi(pulumi: string, args: readonly string[], place: Place): Promise<Step> {
  const started = performance.now();
  const child = spawn(pulumi, args, { ...place, stdio: ["ignore", "pipe", "pipe"] });
  const provider = watchProvider(child.pid ?? 0);
  const outputs = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, "close");
  const seconds = (performance.now() - started) / 1000;
  const memory = provider.stop();
  const [output, errors] = await outputs;
  if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${output}${errors}`);
  return { seconds, memory, output };
}
