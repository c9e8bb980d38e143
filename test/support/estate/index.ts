import type { PulumiFn } from "@pulumi/pulumi/automation";
import type { Filter } from "../../../provider/ncp/api/filesafer/schemas";
import type { Artefacts } from "../files";
import type { HeldSettings } from "../holdings";
import type { Edit } from "./edits";
import { Inspection } from "./inspection";
import { type Bill, type Done, type Member, type MemberEdit, pickFrom } from "./member";
import { Scan } from "./scan";
import { Alerts, Thresholds } from "./settings";

export { type Edit, editsOf, isDrift } from "./edits";
export type { Act, Done } from "./member";
export { withVerdicts } from "./verdicts";

/** What the account must hold once the program is up. */
export interface Expected extends Readonly<Bill> {
  /** URLs under scan, in alphabetical order. */
  readonly scanned: readonly string[];
  readonly settings: Readonly<Record<Filter, HeldSettings>>;
}

const filters: readonly Filter[] = ["hash", "file"];

/**
 * A program that is edited at random, and a reference for what it leads to: it reckons by the
 * documents' rules what NCP must hold once the program is up, and asks nobody.
 */
export class Estate {
  #members: Member[] = [];
  /** Those, too, that are not in the program any more: they have been paid for. */
  readonly #ever: Member[] = [];
  #names = 0;

  /** Begins with a scan, an inspection and the settings of one filter. */
  constructor(private readonly artefacts: Artefacts) {
    this.#addScan();
    this.#addInspection();
    this.#addAlerts("hash");
    this.#addThresholds("hash");
  }

  /** Makes the edit, or adds a scan where it does not apply. */
  apply(edit: Edit): Done {
    switch (edit.kind) {
      case "refresh":
        return { words: "nothing" };
      case "add scan":
        return this.#addScan();
      case "add inspection":
        return this.#addInspection();
      case "add setting":
        return this.#addSetting(edit.pick);
      case "remove":
        return this.#remove(edit.pick);
      case "rename":
      case "rename without an alias":
        return this.#rename(edit);
      default:
        return this.#edit(edit.kind, edit);
    }
  }

  /** The program as it is now. */
  program(): PulumiFn {
    const members = [...this.#members];
    return async () => {
      for (const member of members) member.declare();
    };
  }

  /** The SHA-1 of every content that was ever to be inspected. */
  contents(): string[] {
    return this.#ever.flatMap((member) => (member instanceof Inspection ? [...member.contents] : []));
  }

  expected(): Expected {
    const scans = this.#members.flatMap((member) => (member instanceof Scan ? [member] : []));
    const sum = (key: keyof Bill) => this.#ever.reduce((total, { bill }) => total + bill[key], 0);
    return {
      scanned: scans.flatMap((scan) => (scan.isActive ? [scan.url] : [])).sort(),
      billed: sum("billed"),
      freeRescans: sum("freeRescans"),
      uploads: sum("uploads"),
      settings: { hash: this.#settings("hash"), file: this.#settings("file") },
    };
  }

  #settings(filter: Filter): HeldSettings {
    return {
      notificationType: this.#settingOf(Alerts, filter)?.value ?? "OFF",
      thresholds: this.#settingOf(Thresholds, filter)?.value ?? [],
    };
  }

  #settingOf<Setting extends Alerts | Thresholds>(
    kind: new (name: string, filter: Filter) => Setting,
    filter: Filter,
  ): Setting | undefined {
    return this.#members.find(
      (member): member is Setting => member instanceof kind && member.filter === filter,
    );
  }

  /** The filter that a setting may move to. */
  #freeFilter(member: Member): Filter | undefined {
    const kind = member instanceof Alerts ? Alerts : Thresholds;
    return filters.find((filter) => this.#settingOf<Alerts | Thresholds>(kind, filter) === undefined);
  }

  #addScan(): Done {
    return this.#add(new Scan(this.#newName("scan")));
  }

  #addInspection(): Done {
    return this.#add(new Inspection(this.#newName("inspection"), this.artefacts));
  }

  #addAlerts(filter: Filter): Done {
    return this.#add(new Alerts(this.#newName("alerts"), filter));
  }

  #addThresholds(filter: Filter): Done {
    return this.#add(new Thresholds(this.#newName("thresholds"), filter));
  }

  /** Where a filter still lacks one; else a scan. */
  #addSetting(pick: number): Done {
    const free = filters.flatMap((filter) => [
      ...(this.#settingOf(Alerts, filter) ? [] : [() => this.#addAlerts(filter)]),
      ...(this.#settingOf(Thresholds, filter) ? [] : [() => this.#addThresholds(filter)]),
    ]);
    return free.length === 0 ? this.#addScan() : pickFrom(free, pick)();
  }

  #add(member: Member): Done {
    this.#members.push(member);
    this.#ever.push(member);
    return { words: `add ${member.name}` };
  }

  #remove(pick: number): Done {
    if (this.#members.length === 0) return this.#addScan();
    const member = pickFrom(this.#members, pick);
    this.#members = this.#members.filter((each) => each !== member);
    return { words: `remove ${member.name}` };
  }

  /** An active scan under a new name without an alias is a conflict, and the error asks for the alias. */
  #rename({ kind, pick }: Edit): Done {
    const withAlias = kind === "rename";
    const able = this.#members.filter((each) => withAlias || !(each instanceof Scan && each.isActive));
    if (able.length === 0) return this.#addScan();
    const member = pickFrom(able, pick);
    const former = member.name;
    member.rename(this.#newName(former.replace(/-\d+$/, "")), withAlias);
    return { words: `rename ${former} to ${member.name} ${withAlias ? "with" : "without"} an alias` };
  }

  #edit(kind: MemberEdit, { pick, value }: Edit): Done {
    const able = this.#members.flatMap((member) => {
      const make = member.edits(this.#freeFilter(member))[kind];
      return make === undefined ? [] : [{ member, make }];
    });
    if (able.length === 0) return this.#addScan();
    const { member, make } = pickFrom(able, pick);
    const { words, act } = make(value);
    return { words: `${member.name}: ${words}`, act };
  }

  #newName(kind: string): string {
    this.#names += 1;
    return `${kind}-${this.#names}`;
  }
}
