import { join } from "node:path";
import { NOT_FOUND, run } from "../run.mjs";
import { type Say, StepError } from "../task.mjs";
import { programName } from "./onPath.mts";
import { type Program, pinsFolder } from "./pins.mts";

const HEARTBEAT_MS = 30_000;

export async function requireGo(): Promise<void> {
  const { code } = await run("go", ["version"], { quiet: true });
  if (code === NOT_FOUND) throw new StepError("Go is not installed");
}

/** Says every half minute that the work goes on. */
export async function withHeartbeat<T>(say: Say, what: string, work: () => Promise<T>): Promise<T> {
  const start = Date.now();
  const timer = setInterval(() => {
    say(`  still building ${what}: ${Math.round((Date.now() - start) / 1000)} s so far`);
  }, HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Builds a program from source into a folder. */
export async function compile(program: Program, folder: string, linkerFlags = "-s -w"): Promise<void> {
  const target = join(folder, programName(program.name));
  const flags = ["-buildvcs=false", "-ldflags", linkerFlags, "-o", target];
  await runGo(program, ["build", ...flags, `${program.module}/${program.path}`]);
}

/** Where the source of a program is. */
export async function findSource(program: Program): Promise<string> {
  const output = await runGo(program, ["list", "-f", "{{.Dir}}", `${program.module}/${program.path}`]);
  return output.trim();
}

async function runGo(program: Program, [command = "", ...args]: readonly string[]): Promise<string> {
  // readonly: go.mod and go.sum decide alone; a checkout above this one must not add its go.work or revision.
  const { code, output } = await run("go", [command, "-mod=readonly", ...args], {
    cwd: pinsFolder(program),
    env: { ...process.env, GOWORK: "off" },
    quiet: true,
  });
  if (code !== 0) throw new StepError(`go ${command} of ${program.name} failed:\n${lastLines(output)}`);
  return output;
}

function lastLines(output: string): string {
  return output.trimEnd().split("\n").slice(-10).join("\n");
}
