import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";

/** A process of this machine. Its start tells it from a later one that got the same number. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  /** In ticks since the machine started. */
  readonly start: string;
  /** The program and its arguments. */
  readonly command: readonly string[];
}

/** Whether processes can be looked up here; it takes Linux. */
export const canLookUpProcesses = existsSync("/proc/self/stat");

/** Everything that descends from a process, parents first. */
export function processesBelow(ancestor: number): Process[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => lookUp(Number(name)) ?? []);
  const below = (pid: number): Process[] =>
    all.filter((each) => each.parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  return below(ancestor);
}

/** The one engine that descends from a process, and everything below it: the engine comes first. */
export function engineTree(ancestor: number): [Process, ...Process[]] {
  const engine = processesBelow(ancestor).find(({ command: [name = ""] }) => basename(name) === "pulumi");
  if (engine === undefined) throw new Error("no engine runs");
  return [engine, ...processesBelow(engine.pid)];
}

export function isAlive({ pid, start }: Process): boolean {
  return lookUp(pid)?.start === start;
}

/** Ends a process as `kill -9` does, unless it has ended already. */
export function killHard(process_: Process): void {
  if (isAlive(process_)) process.kill(process_.pid, "SIGKILL");
}

/** Undefined for one that is not there, or has ended and is only waited for. */
function lookUp(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in brackets, which may hold spaces and brackets itself.
    const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const start = rest[17];
    if (state === "Z" || parent === undefined || start === undefined) return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").slice(0, -1);
    return { pid, parent: Number(parent), start, command };
  } catch {
    // It has ended while it was looked at.
    return undefined;
  }
}
