import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Emulator, startEmulator } from "../../../emulator";
import { holdingsOf } from "../../support/holdings";
import type { ShellName } from "../../support/host";
import {
  canLookUpProcesses,
  engineTree,
  isAlive,
  killHard,
  type Process,
  processesBelow,
} from "../../support/processes";
import { type CommandResult, describeProject, Project } from "../../support/project";

const patience = { timeout: 120_000, interval: 10 };

/** Longer than any of these tests may take. */
const forever = 600_000;

describe.runIf(canLookUpProcesses)("a run with the plugin", { timeout: 300_000 }, () => {
  let emulator: Emulator;
  let project: Project;
  beforeEach(async () => {
    emulator = await startEmulator({ pace: "manual" });
    project = await Project.open(emulator);
    await choose("plugin");
    await write("package.json", '{ "name": "interruption", "main": "index.js" }\n');
    await project.succeed("stack", "init");
    // A call that hangs would end by itself otherwise.
    await project.succeed("config", "set", "--path", "ncloud-security:timeouts.request", "3600");
  });
  afterEach(async () => {
    await project.close();
    await emulator.close();
  });

  const write = (file: string, text: string) => writeFile(join(project.folder, file), text);

  const choose = (shell: ShellName) => write("Pulumi.yaml", describeProject("interruption", shell));

  const scan = (args: object) =>
    write(
      "index.js",
      `const security = require("pulumi-ncloud-security");
const args = ${JSON.stringify({ startUrl: "https://shop.example.com/", ...args })};
exports.job = new security.wsc.ScanJob("shop", args).instanceNo;
`,
    );

  const findEngine = (): Process => engineTree(process.pid)[0];

  /** Runs a command, and stops it as Ctrl-C does as soon as the moment has come. */
  async function stop(args: readonly string[], hasCome: () => boolean): Promise<CommandResult> {
    const running = project.pulumi(...args);
    await vi.waitUntil(hasCome, patience);
    process.kill(findEngine().pid, "SIGINT");
    return running;
  }

  const up = ["up", "--yes", "--skip-preview"];
  const asked = (operation: string) => emulator.requests({ operation }).length;
  const isHeld = () => emulator.faultPlan().some(({ fired }) => fired > 0);
  const state = async () => JSON.parse(await project.succeed("stack", "export")).deployment;
  const recorded = async () => {
    const { resources, pending_operations: pending = [] } = await state();
    const found = resources.find(({ type }: { type: string }) => type === "ncloud-security:wsc:ScanJob");
    return { job: found?.outputs.instanceNo, pending };
  };

  /** Nothing has to be mended: the next run goes on with the same job. */
  async function goOn(job: number): Promise<void> {
    emulator.moveJob(job, { step: true });
    await project.succeed(...up);
    expect(await project.outputs()).toEqual({ job });
    expect(emulator.health().billed).toBe(1);
    await project.succeed("preview", "--expect-no-changes");
  }

  it("that is stopped while it waits ends, and the job is in the state", async () => {
    await scan({ waitFor: "started", timeouts: { create: "1h" } });
    const { code, output } = await stop(up, () => asked("searchJobs") >= 4);
    expect(code).not.toBe(0);
    expect(output).toContain("stopped on request: the next `pulumi up` goes on from here");
    const { job, pending } = await recorded();
    expect([job, pending]).toEqual([expect.any(Number), []]);
    await goOn(job);
  });

  it("that is stopped while a scan is submitted records the job that is paid for", async () => {
    await scan({ waitFor: "started", timeouts: { create: "1h" } });
    emulator.faults({ operation: "createJob", when: "after", effect: { delayMs: 3_000 } });
    await stop(up, isHeld);
    const { job, pending } = await recorded();
    expect([job, pending]).toEqual([expect.any(Number), []]);
    expect(emulator.health().billed).toBe(1);
    await goOn(job);
  });

  it("that is stopped while a call hangs ends without its answer", async () => {
    await scan({});
    await project.succeed(...up);
    emulator.faults({ operation: "searchJobs", effect: { delayMs: forever } });
    const { code, output } = await stop(["refresh", "--yes"], isHeld);
    expect(code).not.toBe(0);
    expect(output).toContain("stopped on request");
    expect((await recorded()).job).toEqual(expect.any(Number));
  });

  it("that is killed takes the plugin with it, and the next one takes the job over", async () => {
    await scan({ waitFor: "started", timeouts: { create: "1h" } });
    const running = project.pulumi(...up);
    await vi.waitUntil(() => asked("searchJobs") >= 4, patience);
    const engine = findEngine();
    const plugins = processesBelow(engine.pid).filter(isPlugin);
    expect(plugins).toHaveLength(1);
    killHard(engine);
    await running;
    await vi.waitUntil(() => plugins.every((each) => !isAlive(each)), { timeout: 30_000 });
    await project.succeed("cancel", "--yes");
    expect(emulator.health().jobs.active).toBe(1);
    const [lost] = (await holdingsOf(emulator)).jobs;
    await goOn(lost?.instanceNo ?? 0);
  });

  it("finds a scan that the dynamic provider has lost", async () => {
    await choose("dynamic");
    await scan({});
    emulator.faults({ operation: "createJob", when: "after", effect: { delayMs: 30_000 } });
    const running = project.pulumi(...up);
    await vi.waitUntil(() => isHeld() && emulator.health().billed === 1, patience);
    const engine = findEngine();
    for (const each of [engine, ...processesBelow(engine.pid)]) killHard(each);
    await running;
    await project.succeed("cancel", "--yes");
    await choose("plugin");
    const output = await project.succeed(...up);
    expect(output).toContain("is taken over");
    expect(emulator.health()).toMatchObject({ billed: 1, jobs: { active: 1 } });
    expect((await recorded()).job).toEqual(expect.any(Number));
  });
});

function isPlugin({ command }: Process): boolean {
  return command.some((part) => basename(part) === "pulumi-resource-ncloud-security");
}
