import {
  type Filter,
  filters,
  type NotificationType,
  type Threshold,
} from "../../../provider/ncp/api/filesafer/schemas";
import type { StatusCode } from "../../../provider/ncp/api/wsc/schemas";
import type { Properties } from "../../../provider/resources/kit/lifecycle";
import { indexByType } from "../../../provider/resources/thresholdNotificationConfig/thresholds";
import type { Declared, FakeEngine, Program, RunResult } from "../../support/fakeEngine";
import type { Artefact } from "../../support/files";
import { findMisplaced } from "../../support/storedInputs";
import { day } from "../../support/time";
import type { World } from "../../support/world";
import { settingsOf } from "../settings";
import { Book, heldIn } from "./book";
import { same } from "./same";
import { type Expected, ScanModel } from "./scanModel";
import type { Step } from "./sequence";
import type { SettingModel } from "./settingModel";

type Of<Do extends Step["do"]> = Extract<Step, { do: Do }>;

/** Another access key of an account. */
const otherKey = "ffffffff";

interface Slot {
  readonly key: string;
  name: string;
  declared: Declared;
}

const stages: Readonly<Record<Exclude<Of<"advance">["jobs"], "step">, StatusCode>> = {
  complete: 4,
  fail: 5,
  cancel: 91,
  stop: 93,
};

const segments: Readonly<Record<Filter, "hashfilter" | "filefilter">> = {
  hash: "hashfilter",
  file: "filefilter",
};

/**
 * What a program should come to, kept beside the real thing. Every step edits the program or the world
 * and is followed by `up --refresh`, after which NCP must be as the model has it, nothing may be left to
 * do, and each scan must have cost what the model says.
 */
export class Model {
  readonly #slots: Slot[] = [];
  readonly #scans = new Map<string, ScanModel>();
  #book: Book;
  #elsewhere: Book;
  #serial = 0;
  #key = "0a1b2c3d";
  #inspected: { file: number; release: number } | undefined;
  /** Names that the next update replaces by hand. */
  #replaced: string[] = [];

  /** The settings lead to the first account, for now. */
  constructor(
    [world, other]: readonly [World, World],
    private readonly stack: FakeEngine,
    private readonly files: readonly Artefact[],
  ) {
    this.#book = new Book(world, files);
    this.#elsewhere = new Book(other, files);
    this.#lead();
  }

  get world(): World {
    return this.#book.world;
  }

  async take(step: Step): Promise<void> {
    // Runs of an engine are seconds apart: an inspection is told from that of an earlier run by its date.
    for (const { world } of [this.#book, this.#elsewhere]) world.pass(1_000);
    await this.#apply(step);
    await this.#update();
  }

  /** Takes the stack down: nothing of it may stay. */
  async leave(): Promise<void> {
    for (const slot of [...this.#slots]) this.#drop(slot);
    this.#expectClean(await this.stack.destroy({ parallel: true }));
    this.#expectWorld();
  }

  async #apply(step: Step): Promise<void> {
    switch (step.do) {
      case "scan":
        return this.#scan(step);
      case "notify":
        return this.#notify(step);
      case "thresholds":
        return this.#threshold(step);
      case "inspect":
        return this.#inspect(step);
      case "remove":
        return this.#remove(step);
      case "rename":
        return this.#rename(step);
      case "provider":
        return this.#giveProvider(this.#at(step.slot));
      case "rotate":
        this.#key = this.#key === otherKey ? "0a1b2c3d" : otherKey;
        return this.#lead();
      case "replace":
        return this.#replace(step);
      case "elsewhere":
        return this.#move();
      case "drift":
        return this.#drift(step);
      case "advance":
        return step.jobs === "step" ? this.world.remote.step() : this.world.remote.finish(stages[step.jobs]);
      case "vanish":
        return this.#vanish(step);
      case "wait":
        // No scan takes days.
        this.world.remote.finish();
        return this.world.pass(step.days * day);
    }
  }

  #scan({ host, choice }: Of<"scan">): void {
    const startUrl = `https://site${host}.example.com/`;
    const { release, ...rest } = choice;
    const key = `scan${host}`;
    const declared: Declared = { type: "ScanJob", args: { startUrl, triggers: { release }, ...rest } };
    if (this.#put(key, declared)) this.#scans.set(key, new ScanModel(this.world, startUrl, choice));
    const scan = this.#scans.get(key);
    if (scan !== undefined) scan.choice = choice;
  }

  #notify({ filter, type, restore }: Of<"notify">): void {
    const args = { filter, notificationType: type, onDestroy: restore ? "restore" : "off" };
    this.#put(`notification ${filter}`, { type: "NotificationConfig", args });
    this.#book.notifications[filter].set(type, restore);
  }

  #threshold({ filter, mal, err, restore }: Of<"thresholds">): void {
    const thresholds = entries(mal, err);
    const args = { filter, thresholds, onDestroy: restore ? "restore" : "off" };
    this.#put(`thresholds ${filter}`, { type: "ThresholdNotificationConfig", args });
    this.#book.thresholds[filter].set(thresholds, restore);
  }

  /** A content that was inspected before is sent again only for new triggers. */
  #inspect({ file, release }: Of<"inspect">): void {
    const isNew = this.#put("inspection", {
      type: "FileInspection",
      args: { source: this.files[file]?.path, triggers: { release } },
    });
    const same = !isNew && this.#inspected?.file === file;
    const again = same && this.#inspected?.release !== release;
    this.#inspected = { file, release };
    if (again) this.#countUpload(file);
    else this.#uploadOnce();
  }

  /** An account that has no inspection of the content gets the file. */
  #uploadOnce(): void {
    const { file } = this.#inspected ?? {};
    if (file !== undefined && this.#book.uploads[file] === 0) this.#countUpload(file);
  }

  #countUpload(file: number): void {
    this.#book.uploads[file] = (this.#book.uploads[file] ?? 0) + 1;
  }

  #lead(): void {
    const { world } = this.#book;
    this.stack.providers.default = { world, account: { key: this.#key } };
    this.stack.providers.second = { world, account: { key: otherKey } };
  }

  #giveProvider(slot: Slot | undefined): void {
    if (slot === undefined) return;
    const { provider, ...declared } = slot.declared;
    slot.declared = provider === undefined ? { ...declared, provider: "second" } : declared;
  }

  #replace({ slot, first }: Of<"replace">): void {
    const chosen = this.#at(slot);
    const scan = this.#scans.get(chosen?.key ?? "");
    // A later scan of the resource that goes is a stranger to the one that is made before.
    if (chosen === undefined || (first && scan?.isActive && !scan.isTakenOver)) return;
    this.#replaced = [chosen.name];
    chosen.declared = { ...chosen.declared, deleteBeforeReplace: !first };
    if (scan !== undefined && !(first && scan.isActive)) this.#scans.set(chosen.key, scan.anew());
    for (const setting of this.#settingsOf(chosen)) {
      if (first) setting.takeOver();
      else setting.renew();
    }
  }

  /** Everything is made anew in the other account; what is here stays as it is, and ends one day. */
  #move(): void {
    const [from, to] = [this.#book, this.#elsewhere];
    [this.#book, this.#elsewhere] = [to, from];
    this.#lead();
    for (const [key, scan] of this.#scans) this.#scans.set(key, scan.anew(to.world));
    for (const filter of filters) {
      from.notifications[filter].moveTo(to.notifications[filter]);
      from.thresholds[filter].moveTo(to.thresholds[filter]);
    }
    if (this.#slots.some(({ key }) => key === "inspection")) this.#uploadOnce();
  }

  #at(slot: number): Slot | undefined {
    return this.#slots[slot % Math.max(1, this.#slots.length)];
  }

  #settingsOf({ key }: Slot): (SettingModel<NotificationType> | SettingModel<Threshold[]>)[] {
    return filters.flatMap((filter) => [
      ...(key === `notification ${filter}` ? [this.#book.notifications[filter]] : []),
      ...(key === `thresholds ${filter}` ? [this.#book.thresholds[filter]] : []),
    ]);
  }

  #remove({ slot }: Of<"remove">): void {
    const chosen = this.#at(slot);
    if (chosen !== undefined) this.#drop(chosen);
  }

  #drop(slot: Slot): void {
    this.#slots.splice(this.#slots.indexOf(slot), 1);
    this.#scans.delete(slot.key);
    for (const setting of this.#settingsOf(slot)) setting.remove();
  }

  async #rename({ slot, alias, provider }: Of<"rename">): Promise<void> {
    const chosen = this.#at(slot);
    if (chosen === undefined) return;
    if (provider) this.#giveProvider(chosen);
    const old = chosen.name;
    const scan = this.#scans.get(chosen.key);
    chosen.name = this.#nameFor(chosen.key);
    scan?.rename();
    if (alias) chosen.declared = { ...chosen.declared, alias: old };
    else if (scan?.isActive) await this.#renameInVain(chosen, old);
    else this.#renewed(chosen, scan);
  }

  /** Without its alias a renamed scan meets its own former self, and the error says what to do. */
  async #renameInVain(slot: Slot, old: string): Promise<void> {
    const { errors } = await this.stack.up(this.#program());
    same(
      "hints at aliases",
      errors.map((error) => error.message.includes("give it opts.aliases")),
      [true],
    );
    slot.declared = { ...slot.declared, alias: old };
  }

  #renewed(slot: Slot, scan: ScanModel | undefined): void {
    if (scan !== undefined) this.#scans.set(slot.key, scan.anew());
    for (const setting of this.#settingsOf(slot)) setting.takeOver();
  }

  #drift({ filter, type, mal }: Of<"drift">): void {
    const segment = segments[filter];
    this.world.emulator.seed({
      notifications: { [segment]: type },
      thresholds: { [segment]: entries(mal, 0) },
    });
    this.#book.notifications[filter].drift(type);
    this.#book.thresholds[filter].drift(entries(mal, 0));
  }

  #vanish({ host }: Of<"vanish">): void {
    const name = this.#slots.find((slot) => slot.key === `scan${host}`)?.name ?? "";
    const instanceNo = Number(this.stack.state.get(name)?.outputs.instanceNo);
    if (this.world.remote.jobs().some((job) => job.instanceNo === instanceNo))
      this.world.emulator.removeJob(instanceNo);
  }

  async #update(): Promise<void> {
    const before = new Set(this.world.remote.jobs().map((job) => job.instanceNo));
    const expected = new Map([...this.#scans].map(([key, scan]) => [key, scan.expected()] as const));
    const ending = [...this.#scans.values()].flatMap((scan) => scan.ending);
    const left = heldIn(this.#elsewhere.world);
    const outcome = await this.#whileJobsEnd(ending);
    this.#expectClean(outcome);
    same("in the other account", heldIn(this.#elsewhere.world), left);
    this.#elsewhere.world.remote.finish();
    for (const [key, scan] of this.#scans) this.#expectScan(scan, expected.get(key) ?? "none", before);
    this.#expectWorld();
    await this.#expectQuiet();
    // An alias may stay in a program for ever; here it goes once it has served.
    for (const slot of this.#slots) {
      const { type, args, provider } = slot.declared;
      slot.declared = { type, args, ...(provider === undefined ? {} : { provider }) };
    }
    this.#replaced = [];
  }

  async #whileJobsEnd(ending: readonly number[]): Promise<RunResult> {
    const usual = this.world.onSleep;
    this.world.onSleep = () => {
      const active = new Set(this.world.remote.activeJobs().map((job) => job.instanceNo));
      for (const instanceNo of ending.filter((each) => active.has(each)))
        this.world.emulator.moveJob(instanceNo, { statusCode: 4 });
      return usual?.();
    };
    try {
      return await this.stack.up(this.#program(), {
        refresh: true,
        parallel: true,
        replace: this.#replaced,
      });
    } finally {
      this.world.onSleep = usual;
    }
  }

  #expectClean({ errors }: RunResult): void {
    same(
      "errors",
      errors.map((error) => error.message),
      [],
    );
  }

  #expectScan(scan: ScanModel, expected: Expected, before: ReadonlySet<number>): void {
    const fresh = this.world.remote
      .jobs()
      .filter((job) => job.startUrl === scan.startUrl && !before.has(job.instanceNo));
    same(
      "new scans",
      fresh.map((job) => (job.masterInstanceNo === null ? "billed" : "free")),
      expected === "none" ? [] : [expected],
    );
    scan.done(expected, fresh.at(-1));
    const recorded = [...this.stack.state.values()].find(({ outputs }) => outputs.startUrl === scan.startUrl);
    same(
      "latest job and its master",
      [recorded?.outputs.instanceNo, recorded?.outputs.masterInstanceNo],
      scan.numbers,
    );
  }

  /** NCP holds what the model has, and no scan goes on that nobody asks for. */
  #expectWorld(): void {
    const held = Object.fromEntries(
      filters.map((filter) => [
        filter,
        {
          notificationType: this.#book.notifications[filter].held,
          thresholds: indexByType(this.#book.thresholds[filter].held),
        },
      ]),
    );
    same("settings", settingsOf(this.world), held);
    same(
      "uploads",
      this.files.map(({ sha1 }) => this.world.remote.inspections(sha1).length),
      this.#book.uploads,
    );
    const recorded = [...this.stack.state.values()].map(({ outputs }) => outputs.instanceNo);
    same(
      "orphans",
      this.world.remote.activeJobs().filter((job) => !recorded.includes(job.instanceNo)),
      [],
    );
    same("resources", [...this.stack.state.keys()].sort(), this.#slots.map((slot) => slot.name).sort());
  }

  async #expectQuiet(): Promise<void> {
    same("steps still to do", await this.stack.preview(this.#program()), []);
    const inputs = this.#listInputs();
    this.#expectClean(await this.stack.refresh({ parallel: true }));
    same("inputs after a refresh", this.#listInputs(), inputs);
    same("steps to do after a refresh", await this.stack.preview(this.#program()), []);
  }

  /** The stored arguments of each resource. A former name stays in the outputs, which a refresh reads. */
  #listInputs(): [string, Properties][] {
    const recorded = [...this.stack.state];
    same(
      "misplaced defaults",
      recorded.flatMap(([, each]) => findMisplaced(each)),
      [],
    );
    return recorded.map(([name, { inputs }]) => {
      const { owner: _, ...given } = inputs;
      return [name, given];
    });
  }

  #program(): Program {
    return Object.fromEntries(this.#slots.map(({ name, declared }) => [name, declared]));
  }

  /** True when the resource is new. */
  #put(key: string, declared: Declared): boolean {
    const slot = this.#slots.find((each) => each.key === key);
    const { provider } = slot?.declared ?? {};
    if (slot !== undefined) slot.declared = { ...declared, ...(provider === undefined ? {} : { provider }) };
    else this.#slots.push({ key, name: this.#nameFor(key), declared });
    return slot === undefined;
  }

  #nameFor(key: string): string {
    this.#serial += 1;
    return `${key} ${this.#serial}`;
  }
}

function entries(mal: number, err: number): Threshold[] {
  const all: Threshold[] = [
    { notificationType: "MAL", referenceTime: 5, thresholdValue: mal },
    { notificationType: "ERR", referenceTime: 30, thresholdValue: err },
  ];
  return all.filter((entry) => entry.thresholdValue > 0);
}
