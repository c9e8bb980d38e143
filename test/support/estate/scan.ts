import { statusCodes } from "../../../provider/ncp/api/wsc/schemas";
import * as security from "../../../sdk";
import { type Done, type Edits, Member, pickFrom } from "./member";

const speeds = ["normal", "fast", "fastest"] as const;

/** Free re-diagnoses that NCP grants of a completed scan. */
const allowance = 3;

/** A ScanJob and, by the documents' rules, what has become of it at NCP. */
export class Scan extends Member {
  readonly #site: string;
  #page = 0;
  #speed = 0;
  #memo = 0;
  #release = 0;
  #job: "active" | "completed" | "canceled" = "active";
  /** The scan whose re-diagnoses are in use. */
  #master = { completed: false, latest: true, rescans: 0 };

  constructor(name: string) {
    super(name);
    this.#site = `https://${name}.example.com/`;
    this.#start();
  }

  get url(): string {
    return `${this.#site}${this.#page}`;
  }

  get isActive(): boolean {
    return this.#job === "active";
  }

  override declare(): void {
    const { url: startUrl } = this;
    const speed = pickFrom(speeds, this.#speed);
    const triggers = { release: this.#release };
    const args = { startUrl, speed, triggers, memo: `memo ${this.#memo}` };
    new security.wsc.ScanJob(this.name, args, this.options());
  }

  override edits(): Edits {
    return {
      speed: () => this.#accelerate(),
      memo: () => this.#note(),
      page: () => this.#move(),
      "run again": () => this.#rerun(),
      ...(this.isActive ? this.#drifts() : {}),
    };
  }

  #drifts(): Edits {
    return {
      "goes on": () => this.#goOn(),
      completes: () => this.#complete(),
      "is canceled": () => this.#cancel(),
      vanishes: () => this.#vanish(),
    };
  }

  override rename(name: string, withAlias: boolean): void {
    super.rename(name, withAlias);
    if (!withAlias) this.#start();
  }

  #accelerate(): Done {
    this.#speed += 1;
    return { words: "another speed" };
  }

  #note(): Done {
    this.#memo += 1;
    return { words: "another memo" };
  }

  /** There are two pages, so that a scan may come back to one that it has scanned before. */
  #move(): Done {
    this.#page = 1 - this.#page;
    this.#start();
    return { words: "another page" };
  }

  /** An active scan would be waited for, so it completes meanwhile. */
  #rerun(): Done {
    const act = this.isActive ? this.#complete().act : undefined;
    this.#release += 1;
    if (!this.#master.completed || this.#master.rescans === allowance) {
      this.#start();
      return { words: "run again as a new scan", act };
    }
    this.#job = "active";
    this.#master.latest = false;
    this.#master.rescans += 1;
    this.bill.freeRescans += 1;
    return { words: "run again for free", act };
  }

  #goOn(): Done {
    return { words: "goes on", act: { url: this.url, becomes: statusCodes.urlCollectionCompleted } };
  }

  #complete(): Done {
    this.#job = "completed";
    if (this.#master.latest) this.#master.completed = true;
    return { words: "completes", act: { url: this.url, becomes: statusCodes.diagnosticCompleted } };
  }

  #cancel(): Done {
    this.#job = "canceled";
    return { words: "is canceled", act: { url: this.url, becomes: statusCodes.diagnosticCanceled } };
  }

  #vanish(): Done {
    this.#start();
    return { words: "vanishes", act: { url: this.url, becomes: "gone" } };
  }

  /** A new scan, which is billed, with re-diagnoses of its own. */
  #start(): void {
    this.#job = "active";
    this.#master = { completed: false, latest: true, rescans: 0 };
    this.bill.billed += 1;
  }
}
