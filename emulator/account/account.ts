import { FaultPlan } from "../faults/plan";
import type { Credentials } from "../types";
import { Journal } from "./journal";
import { Keys } from "./keys";
import { EmulatorSettings, type InitialSettings } from "./settings";
import { Database } from "./storage/database";

/** One emulated NCP account, and what an emulator knows of it. */
export class EmulatedAccount {
  readonly database: Database;
  readonly settings: EmulatorSettings;
  readonly journal: Journal;
  readonly faults: FaultPlan;
  readonly keys: Keys;
  /** The name in the address of the account's sign-in page. */
  readonly name: string;
  /** The machine's time in epoch milliseconds. */
  readonly wall: () => number;
  #connections = 0;

  constructor(options: {
    data?: string;
    /** Key pairs of the account. */
    keys: readonly [Credentials, ...Credentials[]];
    name: string;
    settings: InitialSettings;
    wall: () => number;
    /** Hears of every call, as a line of text. */
    log?: (line: string) => void;
  }) {
    this.database = Database.open(options.data);
    this.settings = new EmulatorSettings(this.database, options.settings);
    this.journal = new Journal(this.database, options.log);
    this.faults = new FaultPlan(options.wall);
    this.keys = new Keys(options.keys);
    this.name = options.name;
    this.wall = options.wall;
  }

  /** Back to the state of a new emulator. */
  reset(): void {
    this.database.transaction(() => {
      this.database.clear();
      this.settings.reset();
    });
    this.faults.clear();
    this.keys.reset();
  }

  /** Connections that clients have opened since the start. */
  get connections(): number {
    return this.#connections;
  }

  countConnection(): void {
    this.#connections += 1;
  }

  close(): void {
    this.database.close();
  }
}
