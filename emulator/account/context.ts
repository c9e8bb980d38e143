import type { EmulatedAccount } from "./account";
import { Clock } from "./clock";
import type { SettingsData } from "./settings";
import type { Database } from "./storage/database";

/**
 * What one call may use of an account: the settings are read once. It is made anew for each call, because
 * another emulator on the same file may have changed them since the last one.
 */
export class Context {
  /** Of the account, in the address of its sign-in page. */
  readonly name: string;
  readonly database: Database;
  readonly settings: Readonly<SettingsData>;
  readonly clock: Clock;

  constructor(account: EmulatedAccount) {
    this.name = account.name;
    this.database = account.database;
    this.settings = account.settings.read();
    this.clock = new Clock(account.wall, this.settings);
  }
}
