import { isDeepStrictEqual } from "node:util";
import type { Seed } from "../../../emulator";
import { statusCodes } from "../../../provider/ncp/api/wsc/schemas";
import { type Declared, FakeEngine, type Program, type RunResult } from "../../support/fakeEngine";
import type { Artefact } from "../../support/files";
import type { Kill } from "../../support/interruption";
import { combine, findingNoMemo, lagging } from "../../support/listings";
import { meet, type Tried } from "../../support/report";
import { day } from "../../support/time";
import type { World } from "../../support/world";
import { Orders } from "../orders";
import { settingsOf } from "../settings";
import { entry } from "../subjects";
import { everythingOf, secretsIn, type Told, visibleState } from "./canaries";
import { crowd } from "./crowd";
import { isOtherScan } from "./demands";
import { bringToAnEnd } from "./ending";
import { Formers } from "./formers";
import { Ledger } from "./ledger";
import { type Name, names, type Schedule, siteOf, type Turn } from "./schedule";

/** What all schedules of a run have in common. */
export interface Stage {
  readonly world: World;
  readonly files: readonly Artefact[];
  readonly variants: Readonly<Record<Name, readonly Declared[]>>;
  readonly tried: Tried;
}

/** Another access key of the account. */
const otherKey = "ffffffff";

/** What somebody has set before there is a program. */
const somethingSet: Seed = {
  notifications: { hashfilter: "ERR" },
  thresholds: { filefilter: [entry("ERR", 7)] },
};

/** One schedule, from an empty account to one in which nothing is left to do, and back. */
export class RandomProgram {
  readonly stack: FakeEngine;
  readonly ledger: Ledger;
  readonly orders: Orders;
  readonly formers: Formers;
  readonly variants = new Map<Name, number>();
  /** Resources that have the second Provider. */
  #second: readonly Name[] = [];
  #lag = 0;
  readonly findsMemos: boolean;
  readonly told: Told = { states: [], errors: [] };
  /**
   * What a killed run was at, so that NCP may hold what no state tells of. It is brought home by another run of
   * the same program: nothing can know of a change that was begun and is taken back. (The engine says so itself,
   * and asks for a refresh.)
   */
  readonly interrupted = new Set<string>();
  /** Scans that were changed in the program while a lost one of theirs went on. */
  readonly moved = new Set<Name>();
  /** A destroy was killed or failed, so that what it was at may be gone although the state has it. */
  halfDestroyed = false;

  constructor(
    readonly stage: Stage,
    { replies, findsMemos, first, set }: Schedule,
  ) {
    const { world, files } = stage;
    world.reset();
    this.findsMemos = findsMemos;
    world.emulator.settings({ createJobReply: replies });
    if (set) world.emulator.seed(somethingSet);
    this.formers = new Formers(world);
    this.stack = new FakeEngine(world, "prod", { second: { world, account: { key: otherKey } } });
    this.orders = new Orders(world);
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
    complaints.push(...(await bringToAnEnd(this)));
    return [...complaints, ...this.orders.complaints, ...secretsIn(this.told, this.stage.world)];
  }

  program(): Program {
    const declared = names.flatMap((name) => {
      const choice = this.choice(name, this.variants.get(name));
      return choice === undefined ? [] : [[name, choice] as const];
    });
    return Object.fromEntries(declared);
  }

  choice(name: Name, variant: number | undefined): Declared | undefined {
    const choices = this.stage.variants[name];
    const choice = variant === undefined ? undefined : choices[variant % choices.length];
    return choice !== undefined && this.#second.includes(name) ? { ...choice, provider: "second" } : choice;
  }

  edit({ edits }: Turn): void {
    for (const name of names) {
      if (!(name in edits)) continue;
      const variant = edits[name];
      const isLost = this.isLost(name);
      if (isLost ? !this.mayMove(name, variant) : this.interrupted.has(name)) continue;
      if (isLost) this.moved.add(name);
      if (variant === undefined) this.variants.delete(name);
      else this.variants.set(name, variant);
    }
  }

  /** True while a scan of it goes on that no state tells of. */
  isLost(name: Name): boolean {
    return this.ledger.lost().some((job) => job.startUrl === siteOf(name));
  }

  /**
   * A re-run that was lost is found whatever becomes of its resource, unless it is taken back: then there is
   * nothing to do, and it goes on to its end. Of a scan whose creation was lost nothing can know once the
   * resource is taken out of the program, or changed into another.
   */
  mayMove(name: Name, variant: number | undefined): boolean {
    const [now, then] = [this.variants.get(name), variant].map((index) => this.choice(name, index)?.args);
    const recorded = this.stack.state.get(name);
    if (recorded !== undefined) return then === undefined || isOtherScan(recorded, then);
    return now !== undefined && then !== undefined && now.userAgent === then.userAgent;
  }

  /** What goes on at NCP while the provider waits; `moving` takes the scans along. */
  letTimePass(moving: boolean): void {
    const { world, files } = this.stage;
    world.onSleep = () => {
      world.remote.settle(files.map((file) => file.sha1));
      if (moving) world.remote.step();
    };
  }

  /** What has happened at NCP since the turn before. */
  pass(what: Turn["before"]): void {
    const { remote } = this.stage.world;
    if (what === "step") remote.step();
    if (what === "finish") remote.finish();
    if (what === "fail") remote.finish(statusCodes.diagnosticFailed);
    if (what !== "age") return;
    // No scan goes on for weeks.
    remote.finish();
    this.stage.world.pass(40 * day);
  }

  async turn(turn: Turn): Promise<string[]> {
    const { world, tried } = this.stage;
    this.#second = turn.second;
    this.#lag = turn.lag;
    this.orders.mayMiss = turn.lag > 0 || !this.findsMemos;
    this.stack.providers.default = { world, account: turn.rotated ? { key: otherKey } : {} };
    this.edit(turn);
    this.pass(turn.before);
    this.letTimePass(turn.moving);
    if (turn.faults.length > 0) world.emulator.faults([...turn.faults]);
    const complaints = await this.run(turn.command, turn.kill);
    meet(
      tried,
      "faults struck",
      world.emulator.faultPlan().reduce((sum, { fired }) => sum + fired, 0),
    );
    world.emulator.clearFaults();
    this.#lag = 0;
    return complaints;
  }

  async run(command: Turn["command"], kill?: Kill): Promise<string[]> {
    // Runs of an engine are seconds apart: an inspection is told from that of an earlier run by its date.
    this.stage.world.pass(1_000);
    const brings = command === "up" || command === "up --refresh";
    const program = brings ? this.program() : {};
    const before = this.ledger.before(command === "refresh" ? undefined : program);
    const held = settingsOf(this.stage.world);
    const outcome = await this.command(command, program, kill);
    this.formers.note(held, before.state, this.stack.state);
    this.note(outcome);
    const { tried } = this.stage;
    meet(tried, "failed commands", outcome.errors.length > 0 ? 1 : 0);
    meet(tried, "kills", outcome.killed ? 1 : 0);
    meet(tried, "scans out of sight", this.ledger.lost().length);
    if (command !== "refresh") this.noteInterruption(outcome, command);
    const gone = [...before.state.keys()].filter(
      (name) => !this.stack.state.has(name) && !outcome.steps.includes(`delete ${name}`),
    );
    return [
      ...gone.map((name) => `${name} was lost from the state`),
      ...this.unclaimed(),
      ...this.ledger.after(before, program, outcome),
    ];
  }

  command(command: Turn["command"], program: Program, kill: Kill | undefined): Promise<RunResult> {
    const around = [lagging(this.#lag), ...(this.findsMemos ? [] : [findingNoMemo])];
    const options = { kill, around: combine(...around) };
    if (command === "refresh") return this.stack.refresh(options);
    if (command === "destroy") return this.stack.destroy(options);
    return this.stack.up(program, { ...options, refresh: command === "up --refresh" });
  }

  /** A run that is killed dies in its last step; one that brings about the program has brought everything home. */
  noteInterruption({ killed, errors, steps }: RunResult, command: Turn["command"]): void {
    const name = steps.at(-1)?.split(" ")[1];
    if (killed && name !== undefined) this.interrupted.add(name);
    if (command === "destroy") this.halfDestroyed = killed || errors.length > 0;
    if (command === "up --refresh" && errors.length === 0) this.halfDestroyed = false;
    if (command !== "destroy" && errors.length === 0) this.interrupted.clear();
  }

  /** Settings that are in no state and not as they were left, although no process was killed that could have told of them. */
  unclaimed(): string[] {
    const found = settingsOf(this.stage.world);
    const { left } = this.formers;
    const same = {
      alerts: found.hash.notificationType === left.hash.notificationType,
      outbreak: isDeepStrictEqual(found.file.thresholds, left.file.thresholds),
    };
    const lost = Object.entries(same).filter(
      ([name, isSame]) => !isSame && !this.stack.state.has(name) && !this.interrupted.has(name),
    );
    return lost.map(([name]) => `${name} is set, and in no state`);
  }

  note({ errors }: RunResult): void {
    this.told.errors.push(...errors.flatMap(everythingOf));
    this.told.states.push(visibleState(this.stack));
  }
}
