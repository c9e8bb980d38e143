import fc from "fast-check";
import { afterAll, beforeAll, describe, it } from "vitest";
import { Artefacts } from "../support/files";
import { type Outcome, type Program, Stack } from "../support/stack";
import { openWorld, type World } from "../support/world";
import { secretsIn } from "./canaries";
import { Ledger } from "./ledger";
import { meet, reported } from "./report";
import { patience, runsOf } from "./runs";
import { canaries, type Name, names, type Schedule, schedule, type Turn, variantsOf } from "./schedule";
import { settingsOf, wantedSettings } from "./settings";

const artefacts = new Artefacts();
const files = ["one", "other"].map((text) => artefacts.write(text, `the ${text} artefact`));
const sha1s = files.map((file) => file.sha1);
const variants = variantsOf(files);
const tried = reported("fault schedules", "run");

let world: World;
beforeAll(async () => {
  world = await openWorld({ credentials: { accessKey: "CANARY_ACCESS", secretKey: canaries.secretKey } });
});
afterAll(async () => {
  await world.close();
  artefacts.remove();
});

/** How often `up` may be needed once nothing goes wrong any more and time passes: to record, to wait. */
const healingRuns = 2;

/** One schedule, from an empty account to one in which nothing is left to do, and back. */
class Play {
  readonly stack = new Stack(world);
  readonly ledger = new Ledger(world, this.stack, sha1s);
  readonly variants = new Map<Name, number>();
  readonly said: string[] = [];
  /** Resources whose last run was killed, so that NCP may hold what the state does not tell of. */
  uncertain = false;

  constructor({ replies, first }: Schedule) {
    for (const name of first) this.variants.set(name, 0);
    world.reset();
    world.emulator.settings({ createJobReply: replies });
  }

  program(): Program {
    const chosen = names.filter((name) => this.variants.has(name));
    return Object.fromEntries(
      chosen.map((name) => {
        const choices = variants[name];
        return [
          name,
          choices[(this.variants.get(name) ?? 0) % choices.length] ?? { type: "ScanJob", args: {} },
        ];
      }),
    );
  }

  /**
   * Applies edits. What a killed run may have begun is brought home by another run of the same
   * program first: nothing can know of a scan that no state tells of and no program asks for.
   */
  edit({ edits }: Turn): void {
    const lost = this.ledger.lost().map((job) => job.startUrl);
    for (const name of names) {
      if (!(name in edits)) continue;
      const own = lost.includes(`https://${name}.example.com/`);
      if (own || (this.uncertain && !this.stack.state.has(name))) continue;
      const variant = edits[name];
      if (variant === undefined) this.variants.delete(name);
      else this.variants.set(name, variant);
    }
  }

  async turn(turn: Turn): Promise<string[]> {
    this.edit(turn);
    if (turn.before === "step") world.remote.step();
    if (turn.before === "finish") world.remote.finish();
    world.onSleep = () => {
      world.remote.settle(sha1s);
      if (turn.moving) world.remote.step();
    };
    if (turn.faults.length > 0) world.emulator.faults([...turn.faults]);
    const complaints = await this.run(turn.command, turn);
    meet(
      tried,
      "faults struck",
      world.emulator.faultPlan().reduce((sum, { fired }) => sum + fired, 0),
    );
    world.emulator.clearFaults();
    return complaints;
  }

  async run(command: Turn["command"], { kill }: Pick<Turn, "kill">): Promise<string[]> {
    const before = this.ledger.before();
    const program = command === "refresh" ? {} : this.program();
    const outcome =
      command === "refresh"
        ? await this.stack.refresh({ kill })
        : await this.stack.up(program, { kill, refresh: command === "up --refresh" });
    this.note(outcome);
    meet(tried, "failed commands", outcome.errors.length > 0 ? 1 : 0);
    meet(tried, "kills", outcome.killed ? 1 : 0);
    meet(tried, "scans out of sight", this.ledger.lost().length);
    if (command !== "refresh")
      this.uncertain = outcome.killed || (this.uncertain && outcome.errors.length > 0);
    const gone = [...before.state.keys()].filter(
      (name) => !this.stack.state.has(name) && !outcome.steps.includes(`delete ${name}`),
    );
    return [
      ...gone.map((name) => `${name} was lost from the state`),
      ...this.unclaimed(),
      ...this.ledger.after(before, program, outcome),
    ];
  }

  /** Settings that are on and in no state, although no process was killed that could have told of them. */
  unclaimed(): string[] {
    if (this.uncertain) return [];
    const on = {
      hash: world.remote.notification("hash") !== "OFF",
      filters: world.remote.thresholds("file").length > 0,
    };
    const lost = Object.entries(on).filter(([name, isOn]) => isOn && !this.stack.state.has(name));
    return lost.map(([name]) => `${name} is on, and in no state`);
  }

  note({ errors }: Outcome): void {
    this.said.push(...errors.flatMap(everythingOf));
  }

  /**
   * With all faults over, the next `up` takes home every scan that is still active; with time passing,
   * a few more bring about the program, and are quiet then.
   */
  async heal(): Promise<string[]> {
    world.onSleep = () => world.remote.settle(sha1s);
    const complaints = await this.run("up", { kill: undefined });
    complaints.push(
      ...this.ledger.lost().map((job) => `scan ${job.instanceNo} was not taken over by the next up`),
    );
    world.onSleep = () => {
      world.remote.settle(sha1s);
      world.remote.step();
    };
    for (let run = 0; run < healingRuns && (await this.isRestless()); run++)
      complaints.push(...(await this.run("up", { kill: undefined })));
    return [...complaints, ...(await this.faultsOfTheEnd())];
  }

  async isRestless(): Promise<boolean> {
    return (await this.stack.preview(this.program())).length > 0;
  }

  async faultsOfTheEnd(): Promise<string[]> {
    const program = this.program();
    const expected = JSON.stringify(wantedSettings(program));
    const found = JSON.stringify(settingsOf(world));
    const complaints = [
      ...(await this.stack.preview(program)).map((step) => `still to do: ${step}`),
      ...(await this.stack.refresh()).errors.map((error) => error.message),
      ...(await this.stack.preview(program)).map((step) => `still to do after a refresh: ${step}`),
      ...(expected === found ? [] : [`NCP holds ${found} instead of ${expected}`]),
      ...this.ledger.atEnd(),
    ];
    const missing = Object.keys(program).filter((name) => !this.stack.state.has(name));
    return [...complaints, ...missing.map((name) => `${name} is in no state`)];
  }

  async leave(): Promise<string[]> {
    const outcome = await this.stack.destroy();
    this.note(outcome);
    const found = JSON.stringify(settingsOf(world));
    return [
      ...outcome.errors.map((error) => `destroy: ${error.message}`),
      ...world.remote.activeJobs().map((job) => `scan ${job.instanceNo} outlives the stack`),
      ...(found === JSON.stringify(wantedSettings({})) ? [] : [`after destroy NCP holds ${found}`]),
    ];
  }
}

/** Every text of an error and of what caused it, but for the outputs that the engine records encrypted. */
function everythingOf(error: Error): string[] {
  const { cause, message, stack = "" } = error;
  const details = "details" in error ? [JSON.stringify(error.details)] : [];
  return [message, stack, ...details, ...(cause instanceof Error ? everythingOf(cause) : [])];
}

async function play(given: Schedule): Promise<void> {
  const all = new Play(given);
  const complaints: string[] = [];
  for (const turn of given.turns) complaints.push(...(await all.turn(turn)));
  complaints.push(...(await all.heal()));
  complaints.push(...secretsIn(all.stack, world, all.said));
  complaints.push(...(await all.leave()));
  tried.count += 1;
  if (complaints.length > 0) throw new Error(complaints.join("\n"));
}

describe("programs under seeded faults", () => {
  it(
    "lose nothing, pay for nothing twice, tell no secret, and come to rest",
    () => fc.assert(fc.asyncProperty(schedule, play), runsOf("SOAK_SCHEDULES", 1_000)),
    patience,
  );
});
