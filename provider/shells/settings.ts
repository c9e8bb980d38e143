import type { Account, Accounts, Given } from "../accounts/account";
import { Run } from "../accounts/run/run";
import { MemoryNotes } from "../accounts/run/store";
import { readMessage } from "../resources/kit/failure";
import type { Failure } from "../resources/kit/lifecycle";
import { isUnknown } from "./unknown";

/** Stands in for the notes of an account that is not known yet. */
const noRun = new Run(new MemoryNotes(), () => undefined);

/** The settings that an engine has configured, and the account that they lead to. */
export class ConfiguredSettings {
  #account: Account | undefined;
  /** What resources of the program have said to have, since the engine has configured this. */
  readonly claims = new Map<string, Map<string, string>>();

  constructor(
    readonly given: Given,
    private readonly accounts: Accounts,
  ) {}

  /** Looked for once. Throws a ConfigurationError. */
  get account(): Account {
    this.#account ??= this.accounts.of(this.given);
    return this.#account;
  }

  /** Tells nobody anything while the settings are wrong or not known yet, which `listFailures` reports. */
  get run(): Run {
    return this.#hasUnknown() || this.listFailures().length > 0 ? noRun : this.account.run;
  }

  /** What is wrong with the settings: reported in the preview already, unless some are only not known yet. */
  listFailures(): Failure[] {
    if (this.#hasUnknown()) return [];
    try {
      this.#account ??= this.accounts.of(this.given);
      return [];
    } catch (error) {
      return [{ property: "", reason: readMessage(error) }];
    }
  }

  #hasUnknown(): boolean {
    return Object.values(this.given).some(isUnknown);
  }
}
