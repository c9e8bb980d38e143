import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { type ConfigKey, configKeys } from "../names";
import { type Client, createClient } from "../ncp/client";
import { JobListing } from "../ncp/client/jobListing";
import { createGateway, openKeySource } from "../ncp/http/gateway";
import type { Gateway } from "../ncp/http/request";
import { readConfigureFile } from "../ncp/settings/configureFile";
import { resolveSettings } from "../ncp/settings/settings";
import type { AccountIdentity } from "../resources/kit/lifecycle";
import { Identity } from "./identity";
import { Run } from "./run/run";
import type { NoteStore } from "./run/store";

/** Settings as the engine passes them: text, or JSON text where they are not text. */
export type Given = Readonly<Partial<Record<ConfigKey, string>>>;

/** One set of credentials at work in this process. */
export interface Account {
  readonly client: Client;
  readonly jobs: JobListing;
  readonly identity: AccountIdentity;
  readonly run: Run;
}

/** What an account has of the process around it. */
interface Surroundings {
  readonly notes: NoteStore;
  readonly log: (line: string) => void;
  /** Ends calls, once the engine has given up. */
  readonly signal?: AbortSignal;
}

/** Opens each account once, so that the resource kinds of a process share connections, listings and memory. */
export class Accounts {
  readonly #opened = new Map<string, Account>();

  constructor(private readonly surroundings: Surroundings) {}

  /** The account that these settings lead to, the same one every time. Throws a ConfigurationError. */
  of(given: Given): Account {
    const key = computeFingerprint(given);
    const known = this.#opened.get(key);
    if (known !== undefined) return known;
    const account = openAccount(given, this.surroundings);
    this.#opened.set(key, account);
    return account;
  }
}

function openAccount(given: Given, { notes, log, signal }: Surroundings): Account {
  const settings = resolveSettings({
    given: (key) => configKeys.filter((known) => known === key).map((known) => given[known])[0],
    environment: process.env,
    file: readConfigureFile,
  });
  const keys = openKeySource(settings.credentials, Date.now);
  const client = createClient(endCalls(createGateway(settings, { keys }), signal));
  const identity = new Identity(settings, keys, client, log);
  const run = new Run(notes, (service) =>
    identity.known === undefined ? undefined : { endpoint: identity.endpointOf(service), ...identity.known },
  );
  return { client, jobs: new JobListing(client, Date.now, setTimeout), identity, run };
}

/** A call that is paid for is let run, so that what it has brought about is recorded. */
function endCalls(gateway: Gateway, signal: AbortSignal | undefined): Gateway {
  return {
    send: (request, options) => gateway.send(request, request.repeatable ? { signal, ...options } : options),
    close: () => gateway.close(),
  };
}

/** Hashed, so that no map key spells out a secret. */
function computeFingerprint(given: Given): string {
  const values = configKeys.map((key) => given[key] ?? null);
  const environment = Object.entries(process.env).filter(([name]) => name.startsWith("NCLOUD_"));
  return createHash("sha256")
    .update(JSON.stringify([values, environment.sort()]))
    .digest("hex");
}
