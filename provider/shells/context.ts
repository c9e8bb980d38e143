import { setTimeout as delay } from "node:timers/promises";
import type { Context } from "../resources/kit/lifecycle";
import type { ConfiguredSettings } from "./settings";
import { isUnknown } from "./unknown";

/** What an engine says of one call. */
export type Call = Pick<
  Context,
  "secretArguments" | "owner" | "signal" | "timeoutSeconds" | "log" | "status"
>;

/** What a lifecycle may use of the world in one call. The account is looked for when it is first needed. */
export function createContext(settings: ConfiguredSettings, call: Call): Context {
  return {
    ...call,
    get client() {
      return settings.account.client;
    },
    get jobs() {
      return settings.account.jobs;
    },
    get identity() {
      return settings.account.identity;
    },
    get run() {
      return settings.run;
    },
    claims: settings.claims,
    clock: Date.now,
    sleep,
    isUnknown,
  };
}

/** One that is called off fails with the words of whoever has done so, and not with Node's. */
async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await delay(milliseconds, undefined, { signal });
  } catch (interruption) {
    signal?.throwIfAborted();
    throw interruption;
  }
}
