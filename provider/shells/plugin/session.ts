import { Accounts } from "../../accounts/account";
import { openNotesOfRun } from "../../accounts/run/engine";
import { ForeseenError } from "../../resources/kit/failure";
import type { Context } from "../../resources/kit/lifecycle";
import { createContext } from "../context";
import { endWithEngine } from "../lifeline";
import { ConfiguredSettings } from "../settings";
import { Engine } from "./engine";
import { composeOwner } from "./owner";

/** How long after the waits calls end that are under way, in milliseconds: most have their answer by then. */
const patience = 10_000;

/** What the engine says of one call about a resource. */
interface Call {
  readonly urn: string;
  readonly secretArguments: ReadonlySet<string>;
  readonly timeoutSeconds?: number;
}

/** One engine at work with this process. */
export class Session {
  readonly engine = new Engine();
  readonly accounts: Accounts;
  settings: ConfiguredSettings;
  readonly #waits = new AbortController();
  readonly #calls = new AbortController();

  /** `args` are those of the process. */
  constructor(args: readonly string[]) {
    const log = (line: string) => this.engine.log(`ncloud-security: ${line}`);
    this.accounts = new Accounts({ notes: openNotesOfRun(args, log), log, signal: this.#calls.signal });
    this.settings = new ConfiguredSettings({}, this.accounts);
  }

  begin(engine: string): void {
    this.engine.connect(engine);
    endWithEngine();
  }

  /** The engine tells so at the end of every run, and as soon as the user stops it. */
  cancel(): void {
    const reason = new ForeseenError("stopped on request: the next `pulumi up` goes on from here");
    this.#waits.abort(reason);
    setTimeout(() => this.#calls.abort(reason), patience).unref();
  }

  createContext({ urn, ...call }: Call): Context {
    return createContext(this.settings, {
      ...call,
      owner: composeOwner(urn),
      signal: this.#waits.signal,
      log: (line) => this.engine.log(line, urn),
      status: (line) => this.engine.showStatus(line, urn),
    });
  }
}
