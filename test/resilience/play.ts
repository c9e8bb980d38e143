import type { Artefact } from "../support/files";
import { type Declared, type Outcome, type Program, Stack } from "../support/stack";
import type { World } from "../support/world";
import { secretsIn, type Told, visibleState } from "./canaries";
import { crowd } from "./crowd";
import { Ledger } from "./ledger";
import { Orders } from "./orders";
import { meet, type Tried } from "./report";
import { type Name, names, type Schedule, type Turn } from "./schedule";
import { settingsOf, wantedSettings } from "./settings";

/** What all schedules of a run have in common. */
export interface Stage {
  readonly world: World;
  readonly files: readonly Artefact[];
  readonly variants: Readonly<Record<Name, readonly Declared[]>>;
  readonly tried: Tried;
}

/** How often `up` may be needed once nothing goes wrong any more and time passes: to record, to wait. */
const healingRuns = 2;

/** One schedule, from an empty account to one in which nothing is left to do, and back. */
export class Play {
  readonly stack: Stack;
  readonly ledger: Ledger;
  readonly orders: Orders;
  readonly variants = new Map<Name, number>();
  readonly told: Told = { states: [], errors: [] };
  /** What a killed run was at, so that NCP may hold what no state tells of. */
  readonly interrupted = new Set<string>();

  constructor(
    private readonly stage: Stage,
    { replies, first }: Schedule,
  ) {
    const { world, files } = stage;
    world.reset();
    world.emulator.settings({ createJobReply: replies });
    this.stack = new Stack(world);
    this.orders = new Orders(world, this.stack);
    this.ledger = new Ledger(world, this.stack, files);
    for (const name of first) this.variants.set(name, 0);
  }

  /** Complaints about everything that the schedule has led to; none where all is well. */
  async perform({ turns, crowded }: Schedule): Promise<string[]> {
    const complaints: string[] = [];
    for (const [index, turn] of turns.entries()) {
      if (crowded !== undefined && index === crowded % turns.length) crowd(this.stage.world);
      complaints.push(...(await this.turn(turn)));
    }
    complaints.push(...(await this.heal()));
    complaints.push(...(await this.leave()));
    return [...complaints, ...this.orders.complaints, ...secretsIn(this.told, this.stage.world)];
  }

  program(): Program {
    const declared = names.flatMap((name) => {
      const variant = this.variants.get(name);
      const choices = this.stage.variants[name];
      const choice = variant === undefined ? undefined : choices[variant % choices.length];
      return choice === undefined ? [] : [[name, choice] as const];
    });
    return Object.fromEntries(declared);
  }

  /**
   * Applies edits. What a killed run was at is brought home by another run of the same program first:
   * nothing can know of a scan that no state tells of and no program asks for, or of a change that
   * was begun and is taken back. (The engine says so itself, and asks for a refresh.)
   */
  edit({ edits }: Turn): void {
    const lost = this.ledger.lost().map((job) => job.startUrl);
    for (const name of names) {
      if (!(name in edits)) continue;
      const own = lost.includes(`https://${name}.example.com/`);
      if (own || this.interrupted.has(name)) continue;
      const variant = edits[name];
      if (variant === undefined) this.variants.delete(name);
      else this.variants.set(name, variant);
    }
  }

  /** What goes on at NCP while the provider waits; `moving` takes the scans along. */
  letTimePass(moving: boolean): void {
    const { world, files } = this.stage;
    world.onSleep = () => {
      world.remote.settle(files.map((file) => file.sha1));
      if (moving) world.remote.step();
    };
  }

  async turn(turn: Turn): Promise<string[]> {
    const { world, tried } = this.stage;
    this.edit(turn);
    if (turn.before === "step") world.remote.step();
    if (turn.before === "finish") world.remote.finish();
    this.letTimePass(turn.moving);
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
    const program = command === "refresh" ? {} : this.program();
    const before = this.ledger.before(command === "refresh" ? undefined : program);
    const outcome =
      command === "refresh"
        ? await this.stack.refresh({ kill })
        : await this.stack.up(program, { kill, refresh: command === "up --refresh" });
    this.note(outcome);
    const { tried } = this.stage;
    meet(tried, "failed commands", outcome.errors.length > 0 ? 1 : 0);
    meet(tried, "kills", outcome.killed ? 1 : 0);
    meet(tried, "scans out of sight", this.ledger.lost().length);
    if (command !== "refresh") this.noteInterruption(outcome);
    const gone = [...before.state.keys()].filter(
      (name) => !this.stack.state.has(name) && !outcome.steps.includes(`delete ${name}`),
    );
    return [
      ...gone.map((name) => `${name} was lost from the state`),
      ...this.unclaimed(),
      ...this.ledger.after(before, program, outcome),
    ];
  }

  /** A run that is killed dies in its last step; one without an error has brought everything home. */
  noteInterruption({ killed, errors, steps }: Outcome): void {
    const name = steps.at(-1)?.split(" ")[1];
    if (killed && name !== undefined) this.interrupted.add(name);
    if (errors.length === 0) this.interrupted.clear();
  }

  /** Settings that are on and in no state, although no process was killed that could have told of them. */
  unclaimed(): string[] {
    const { world } = this.stage;
    const on = {
      hash: world.remote.notification("hash") !== "OFF",
      filters: world.remote.thresholds("file").length > 0,
    };
    const lost = Object.entries(on).filter(
      ([name, isOn]) => isOn && !this.stack.state.has(name) && !this.interrupted.has(name),
    );
    return lost.map(([name]) => `${name} is on, and in no state`);
  }

  note({ errors }: Outcome): void {
    this.told.errors.push(...errors.flatMap(everythingOf));
    this.told.states.push(visibleState(this.stack));
  }

  /**
   * With all faults over, the next `up` takes home every scan that is still active; with time passing,
   * a few more bring about the program, and are quiet then.
   */
  async heal(): Promise<string[]> {
    this.letTimePass(false);
    const complaints = await this.run("up", { kill: undefined });
    complaints.push(
      ...this.ledger.lost().map((job) => `scan ${job.instanceNo} was not taken over by the next up`),
    );
    this.letTimePass(true);
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
    const { world } = this.stage;
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
    const { world } = this.stage;
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
