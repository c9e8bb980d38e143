import { createHash } from "node:crypto";
import { readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import { statusCodes } from "../../provider/ncp/api/wsc/schemas";
import { giveVerdict, withVerdicts } from "../support/estate/verdicts";
import { holdingsOf, uploadsOf } from "../support/holdings";
import { type ShellName, shellNames } from "../support/host";
import { canLookUpProcesses, engineTree, isAlive, killHard, type Process } from "../support/processes";
import { type CommandResult, describeProject, Project } from "../support/project";
import { meet, reported } from "../support/report";
import { runsOf } from "../support/runs";

const sites = ["shop", "blog", "api"] as const;
const urlOf = (site: string) => `https://${site}.example.com/`;

const outbreak = [
  { notificationType: "ERR", referenceTime: 30, thresholdValue: 100 },
  { notificationType: "MAL", referenceTime: 10, thresholdValue: 5 },
] as const;

const artefact = { file: "artefact.txt", content: "release 1\n" };
const artefactSha1 = createHash("sha1").update(artefact.content).digest("hex");

const program = (scanned: readonly string[]) => `
const security = require("pulumi-ncloud-security");
for (const site of ${JSON.stringify(scanned)}) {
  const scan = new security.wsc.ScanJob(site, {
    startUrl: "https://" + site + ".example.com/",
    // A scan that waits for one that is its own would wait for ever.
    timeouts: { create: "1m" },
  });
  exports[site] = scan.instanceNo;
}
new security.filesafer.NotificationConfig("uploads", { filter: "file", notificationType: "ALL" });
new security.filesafer.ThresholdNotificationConfig("outbreak", {
  filter: "hash",
  thresholds: ${JSON.stringify(outbreak)},
});
exports.verdict = new security.filesafer.FileInspection("artefact", {
  source: "./${artefact.file}",
}).verdict;
`;

/**
 * Who dies: the engine (out of memory, say), the provider process, or everything at once (a build
 * agent that is switched off).
 */
const victims = ["engine", "provider", "everything"] as const;
type Victim = (typeof victims)[number];

type Paid = "createJob" | "inputFile";
type Held = "request" | "answer";

/**
 * When: once NCP has seen so many calls, or while the n-th call that is paid for is on its way. Its
 * request is then held up and never carried out, or it is carried out and its answer held up.
 */
type Moment = { readonly call: number } | { readonly paid: Paid; readonly nth: number; readonly held: Held };

/**
 * The fewest calls of an `up` of the program: three a scan, a listing that the scans share, two and
 * four for the settings, and four for the inspection, which then asks on for a verdict that nobody
 * gives. So such an `up` never ends by itself, and no kill comes too late.
 */
const fewestCalls = 3 * sites.length + 1 + 2 + 4 + 4;

const anyCall = fc.record({ call: fc.integer({ min: 1, max: fewestCalls }) });
const anyPaid = (paid: Paid, most: number, held: Held) =>
  fc.record({ paid: fc.constant(paid), nth: fc.integer({ min: 1, max: most }), held: fc.constant(held) });

/** Between a commit and its answer it is at its worst, so every second kill or so falls there. */
const anyMoment: fc.Arbitrary<Moment> = fc.oneof(
  { weight: 3, arbitrary: anyPaid("createJob", sites.length, "answer") },
  { weight: 1, arbitrary: anyPaid("createJob", sites.length, "request") },
  { weight: 2, arbitrary: anyPaid("inputFile", 1, "answer") },
  { weight: 1, arbitrary: anyPaid("inputFile", 1, "request") },
  { weight: 3, arbitrary: anyCall },
);

const patience = { timeout: 120_000, interval: 1 };

describe.runIf(canLookUpProcesses)("kill -9 during create", { timeout: 600_000 }, () => {
  const kills = reported("kills on the real engine", "kills");
  let emulator: Emulator;
  let project: Project;
  let orphans: Process[] = [];

  afterEach(async () => {
    for (const each of orphans) killHard(each);
    orphans = [];
    await project.close();
    await emulator.close();
  });

  describe(`at random moments (seed ${fc.readConfigureGlobal().seed})`, () => {
    beforeEach(() => open());

    for (const [index, moment] of fc.sample(anyMoment, runsOf<Moment>("SOAK_KILLS", 5)).entries()) {
      const victim = victims[index % victims.length] ?? "everything";
      const goesOn = index % 4 >= 2;
      const shell = shellNames[index % shellNames.length] ?? "dynamic";
      it(`${index + 1}: of ${victim} (${shell}) ${describeMoment(moment, goesOn)} leaves one of each, once it is up again`, async () => {
        await choose(shell);
        const { code } = await killDuringUp(victim, moment, goesOn ? runScans : undefined);
        expect(code).not.toBe(0);
        if (goesOn) giveVerdict(emulator, artefactSha1);
        await heal(victim);
        await project.succeed("preview", "--expect-no-changes");

        const held = await holdingsOf(emulator);
        expect(held.jobs.map(({ startUrl }) => startUrl).sort()).toEqual(sites.map(urlOf).sort());
        for (const { offers } of held.jobs) expect(["cancel", "terminate"]).toContain(offers);
        expect(emulator.health().billed).toBe(sites.length);
        expect(await uploadsOf(emulator, artefactSha1)).toBe(1);
        const scans = held.jobs.map((job) => [new URL(job.startUrl).hostname.split(".")[0], job.instanceNo]);
        expect(await project.outputs()).toEqual({ ...Object.fromEntries(scans), verdict: "clean" });
        expect(held.settings).toEqual({
          hash: { notificationType: "OFF", thresholds: outbreak },
          file: { notificationType: "ALL", thresholds: [] },
        });
        await expectNobodyLeft();
      });
    }
  });

  it("tells what to do, and names a scan that has finished meanwhile instead of passing it off as new", async () => {
    await open(["shop"]);
    await killDuringUp("everything", { paid: "createJob", nth: 1, held: "answer" });
    const [lost] = (await holdingsOf(emulator)).jobs;
    emulator.moveJob(lost?.instanceNo ?? 0, { statusCode: statusCodes.diagnosticCompleted });

    const refused = await project.pulumi("up", "--yes", "--skip-preview");
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain("`pulumi cancel`");
    const output = await heal("everything");
    expect(output).toContain(`"adopt: ${lost?.instanceNo}" takes it over instead of a new scan`);

    expect((await holdingsOf(emulator)).jobs.map((job) => job.offers)).toEqual(["report", "cancel"]);
    expect(emulator.health().billed).toBe(2);
    await project.succeed("preview", "--expect-no-changes");
  });

  it.each(shellNames)(
    "of the engine (%s) ends a create that waits for its place in NCP's queue: no scan starts after a destroy",
    async (shell) => {
      await open(["shop"], { limits: { waitingJobs: 1 } });
      await choose(shell);
      const [ahead = 0] = emulator.seed({ jobs: [{ startUrl: "https://other.example.com/" }] }).jobs;
      await killDuringUp("engine", () => emulator.requests({ operation: "createJob" }).length > 0);
      await project.succeed("cancel", "--yes");
      await project.succeed("destroy", "--yes", "--skip-preview");
      await expectNobodyLeft();
      // An orphan would find the place within its longest pause, of 15 seconds; there is none to find it.
      emulator.moveJob(ahead, { statusCode: statusCodes.diagnosticCompleted });
      expect(emulator.health()).toMatchObject({ billed: 0, jobs: { active: 0 } });
    },
  );

  const write = (file: string, text: string) => writeFile(join(project.folder, file), text);

  const choose = (shell: ShellName) => write("Pulumi.yaml", describeProject("kills", shell));

  async function open(scanned: readonly string[] = sites, options: EmulatorOptions = {}): Promise<void> {
    emulator = await startEmulator({ pace: "manual", ...options });
    project = await Project.open(emulator);
    await choose("dynamic");
    await write("package.json", '{ "name": "kills", "main": "index.js" }\n');
    await write("index.js", program(scanned));
    await write(artefact.file, artefact.content);
    await project.succeed("stack", "init");
  }

  /**
   * Runs `pulumi up`, kills the victim as soon as the moment has come, and waits for what that comes
   * to. `last` is what happens at NCP just before.
   */
  async function killDuringUp(
    victim: Victim,
    moment: Moment | (() => boolean),
    last: () => Promise<void> = async () => {},
  ): Promise<CommandResult> {
    const hasCome = typeof moment === "function" ? moment : arm(moment);
    const up = project.pulumi("up", "--yes", "--skip-preview");
    const ended: { outcome?: CommandResult } = {};
    up.then((outcome) => Object.assign(ended, { outcome }));
    await vi.waitUntil(async () => ended.outcome || hasCome(), patience);
    expect(ended.outcome, "pulumi up ended before it could be killed").toBeUndefined();
    await last();
    orphans = strike(victim);
    kills.count += 1;
    const outcome = await up;
    await mendBackend();
    return outcome;
  }

  /** Prepares a moment; the answer tells whether it has come. */
  function arm(moment: Moment): () => boolean | Promise<boolean> {
    if ("call" in moment) return () => emulator.requests().length >= moment.call;
    const { paid, nth, held } = moment;
    const when = held === "request" ? "before" : "after";
    emulator.faults({ operation: paid, nth, when, effect: { delayMs: 10_000 } });
    const isHeld = () => emulator.faultPlan().some((fault) => fault.fired > 0);
    return async () => isHeld() && (held === "request" || (await carriedOut(paid)) >= nth);
  }

  /** How many of the calls that are paid for NCP has carried out. */
  async function carriedOut(paid: Paid): Promise<number> {
    return paid === "createJob" ? emulator.health().billed : uploadsOf(emulator, artefactSha1);
  }

  /** A kill then hits scans that run, and no longer wait for their turn at NCP. */
  async function runScans(): Promise<void> {
    const { jobs } = await holdingsOf(emulator);
    for (const { instanceNo } of jobs) emulator.moveJob(instanceNo, { step: true });
    meet(kills, "scans that ran when it was killed", jobs.length);
  }

  /** Kills the victim among the processes of this file's one `pulumi up`; answers all of them. */
  function strike(victim: Victim): Process[] {
    const all = engineTree(process.pid);
    const [engine] = all;
    const provider = all.filter(({ command }) => isProvider(command));
    expect(provider).toHaveLength(1);
    const struck = { engine: [engine], provider, everything: all }[victim];
    for (const each of struck) killHard(each);
    return all;
  }

  /**
   * What the documentation says to do. An engine that was killed has left its lock on the stack, which
   * `pulumi cancel` removes; the operations that it left pending need nothing, `pulumi up` only warns
   * of them. After the death of the provider alone, `pulumi up` is all.
   */
  async function heal(victim: Victim): Promise<string> {
    if (victim !== "provider") await project.succeed("cancel", "--yes");
    return upWithVerdict();
  }

  /** File Safer is at work once somebody has asked for a verdict, so that an upload of before is met without one. */
  function upWithVerdict(): Promise<string> {
    const asked = () => emulator.requests({ operation: "getInputFileLog" }).length;
    const before = asked();
    const contents = () => (asked() > before ? [artefactSha1] : []);
    return withVerdicts(emulator, contents, project.succeed("up", "--yes", "--skip-preview"));
  }

  /**
   * The engine's file backend replaces a state as a whole, but writes the small file beside it, *.attrs,
   * in place. Killed there, the engine leaves it empty, and says "failed to load checkpoint: EOF" from
   * then on. This is no concern of a provider; whoever meets it deletes the empty file.
   */
  async function mendBackend(): Promise<void> {
    const folder = join(project.folder, ".pulumi");
    for (const name of await readdir(folder, { recursive: true })) {
      const file = join(folder, name);
      if (!name.endsWith(".attrs") || (await stat(file)).size > 0) continue;
      await rm(file);
      meet(kills, "empty files of the engine's backend, removed");
    }
  }

  /** The provider process ends with its engine; Pulumi's own language host needs minutes to notice, and is left aside. */
  async function expectNobodyLeft(): Promise<void> {
    const ours = orphans.filter(({ command }) => !isLanguageHost(command));
    await vi.waitUntil(() => ours.every((each) => !isAlive(each)), { timeout: 30_000 });
  }
});

function isProvider(command: readonly string[]): boolean {
  return command.some((part) =>
    /@pulumi\/pulumi\/cmd\/dynamic-provider|\/pulumi-resource-ncloud-security$/.test(part),
  );
}

/** And the program that it runs. */
function isLanguageHost(command: readonly string[]): boolean {
  return command.some((part) => /pulumi-language-nodejs|@pulumi\/pulumi\/cmd\/run\b/.test(part));
}

function describeMoment(moment: Moment, goesOn: boolean): string {
  const work = goesOn ? "scans that run" : "scans that wait";
  if ("call" in moment) return `after call ${moment.call}, with ${work},`;
  return `while the ${moment.held} of ${moment.paid} ${moment.nth} is on its way, with ${work},`;
}
