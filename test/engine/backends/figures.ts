import { startEmulator } from "../../../emulator";
import { openBackend } from "../../support/backend";
import type { Project } from "../../support/project";
import { checkOut, initStack } from "./checkout";

const backends = ["file", "postgres", "s3"] as const;
const rounds = 2;
const stacks = 8;

/** Prints what docs/scale.md tells: backend beside backend in each round, in seconds. */
export async function printFigures(): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (const name of backends) console.log(name, await measure(name));
  }
}

async function measure(name: (typeof backends)[number]): Promise<Record<string, number>> {
  const emulator = await startEmulator({ pace: "manual", limits: { waitingJobs: stacks } });
  const backend = await openBackend(name);
  const open = (project: string) => checkOut(emulator, backend, { project, stack: "dev" });
  const all = await Promise.all(Array.from({ length: stacks }, (_, index) => open(`team-${index}`)));
  for (const each of all) await initStack(each);
  const figures = {
    "one after another": await secondsOf(() => oneAfterAnother(all, up)),
    "destroyed at once": await secondsOf(() => atOnce(all, destroy)),
    "at once": await secondsOf(() => atOnce(all, up)),
  };
  await atOnce(all, (each) => each.close());
  await backend.close();
  await emulator.close();
  return figures;
}

const up = (project: Project) => project.succeed("up", "--yes", "--skip-preview");
const destroy = (project: Project) => project.succeed("destroy", "--yes", "--skip-preview");

async function oneAfterAnother(projects: Project[], action: (project: Project) => Promise<unknown>) {
  for (const each of projects) await action(each);
}

async function atOnce(projects: Project[], action: (project: Project) => Promise<unknown>) {
  await Promise.all(projects.map(action));
}

async function secondsOf(action: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await action();
  return Math.round((performance.now() - started) / 100) / 10;
}
