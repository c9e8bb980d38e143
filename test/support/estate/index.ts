import type { PulumiFn } from "@pulumi/pulumi/automation";
import * as fc from "fast-check";
import type { Filter } from "../../../provider/services/filesafer";
import type { HeldSettings } from "../holdings";
import { type Done, type Member, pickFrom } from "./member";
import { Scan } from "./scan";
import { Alerts, Thresholds } from "./settings";

export type { Act, Done } from "./member";

const kinds = ["add scan", "add setting", "change", "remove", "rename", "drift", "refresh"] as const;

/** One edit of a program, or of the account behind it. What it picks is counted round among what there is. */
export interface Edit {
  readonly kind: (typeof kinds)[number];
  readonly pick: number;
  readonly value: number;
}

export const anyEdit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(...kinds),
  pick: fc.nat(1_000),
  value: fc.nat(1_000),
});

/** What the account must hold once the program is up. */
export interface Expected {
  /** URLs under scan, in alphabetical order. */
  readonly scanned: readonly string[];
  readonly billed: number;
  readonly freeRescans: number;
  readonly settings: Readonly<Record<Filter, HeldSettings>>;
}

const filters: readonly Filter[] = ["hash", "file"];

/**
 * A program that is edited at random, and a reference for what it leads to: it reckons by the
 * documents' rules what NCP must hold once the program is up, and asks nobody.
 */
export class Estate {
  #members: Member[] = [];
  /** Those that are not in the program any more have been paid for, too. */
  readonly #scans: Scan[] = [];
  #names = 0;

  /** Begins with a scan and the settings of one filter. */
  constructor() {
    this.#addScan();
    this.#addAlerts("hash");
    this.#addThresholds("hash");
  }

  /** Makes the edit, or another one where it does not apply. */
  apply({ kind, pick, value }: Edit): Done {
    if (kind === "refresh") return { words: "nothing" };
    if (kind === "add setting") return this.#addSetting(pick);
    if (kind === "add scan" || this.#members.length === 0) return this.#addScan();
    const member = pickFrom(this.#members, pick);
    if (kind === "remove") return this.#remove(member);
    if (kind === "rename") return this.#rename(member, value);
    const drifted = kind === "drift" ? member.drift(value) : undefined;
    const { words, act } = drifted ?? member.change(value, this.#freeFilter(member));
    return { words: `${member.name}: ${words}`, act };
  }

  /** The program as it is now. */
  program(): PulumiFn {
    const members = [...this.#members];
    return async () => {
      for (const member of members) member.declare();
    };
  }

  expected(): Expected {
    const scans = this.#members.flatMap((member) => (member instanceof Scan ? [member] : []));
    const sum = (key: "billed" | "freeRescans") =>
      this.#scans.reduce((total, { bill }) => total + bill[key], 0);
    return {
      scanned: scans.flatMap((scan) => (scan.isActive ? [scan.url] : [])).sort(),
      billed: sum("billed"),
      freeRescans: sum("freeRescans"),
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
    const scan = new Scan(this.#newName("scan"));
    this.#scans.push(scan);
    return this.#add(scan);
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
    return { words: `add ${member.name}` };
  }

  #remove(member: Member): Done {
    this.#members = this.#members.filter((each) => each !== member);
    return { words: `remove ${member.name}` };
  }

  #rename(member: Member, value: number): Done {
    const former = member.name;
    // An active scan under a new name without an alias is a conflict, and the error asks for the alias.
    const withAlias = value % 2 === 0 || (member instanceof Scan && member.isActive);
    member.rename(this.#newName(former.replace(/-\d+$/, "")), withAlias);
    return { words: `rename ${former} to ${member.name} ${withAlias ? "with" : "without"} an alias` };
  }

  #newName(kind: string): string {
    this.#names += 1;
    return `${kind}-${this.#names}`;
  }
}
