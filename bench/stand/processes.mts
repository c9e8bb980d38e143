import { readdirSync, readFileSync } from "node:fs";

interface Process {
  readonly pid: number;
  readonly parent: number;
}

/** Watches the dynamic provider below a process, and answers the most memory that it has had, in MB; 0 where there is no /proc. */
export function watchProvider(ancestor: number, everyMs = 400): { stop(): number } {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, ...findProviders(ancestor).map(readPeak));
  };
  const timer = setInterval(look, everyMs);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

/** Undefined fields where a process ends while it is looked at. */
function findProviders(ancestor: number): number[] {
  return descendantsOf(ancestor, listProcesses()).filter((pid) =>
    read(pid, "cmdline").includes("cmd/dynamic-provider"),
  );
}

function listProcesses(): Process[] {
  return listEntries("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: readParent(Number(name)) }));
}

function descendantsOf(ancestor: number, all: readonly Process[]): number[] {
  const children = all.filter(({ parent }) => parent === ancestor).map(({ pid }) => pid);
  return [...children, ...children.flatMap((pid) => descendantsOf(pid, all))];
}

function readParent(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(read(pid, "status"))?.[1]);
}

/** The kernel keeps the highest mark, so a look now and then misses little. */
function readPeak(pid: number): number {
  const [, kilobytes = "0"] = /^VmHWM:\s+(\d+) kB/m.exec(read(pid, "status")) ?? [];
  return Number(kilobytes) / 1024;
}

/** Empty where the process has ended meanwhile. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

function listEntries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
