import { createHash } from "node:crypto";
import { createGateway, readConfigureFile, resolveSettings } from "./gateway";
import { Memory } from "./lifecycles/memory";
import { type Client, createClient } from "./services";
import { type ConfigKey, configKeys } from "./stub";

/** Settings as the engine passes them: text, or JSON text where they are not text. */
export type Given = Readonly<Partial<Record<ConfigKey, string>>>;

/** One set of credentials at work in this process. */
export interface Account {
  readonly client: Client;
  readonly memory: Memory;
}

const accounts = new Map<string, Account>();

/**
 * The account that these settings lead to, the same one every time, so that the resource kinds of a
 * process share connections, listings and memory. Throws a ConfigurationError.
 */
export function accountOf(given: Given): Account {
  const key = fingerprint(given);
  const known = accounts.get(key);
  if (known !== undefined) return known;
  const account = openAccount(given);
  accounts.set(key, account);
  return account;
}

function openAccount(given: Given): Account {
  const settings = resolveSettings({
    given: (key) => configKeys.filter((known) => known === key).map((known) => given[known])[0],
    environment: process.env,
    file: readConfigureFile,
  });
  const client = createClient(createGateway(settings));
  return { client, memory: new Memory(client, Date.now) };
}

/** Hashed, so that no map key spells out a secret. */
function fingerprint(given: Given): string {
  const values = configKeys.map((key) => given[key] ?? null);
  const environment = Object.entries(process.env).filter(([name]) => name.startsWith("NCLOUD_"));
  return createHash("sha256")
    .update(JSON.stringify([values, environment.sort()]))
    .digest("hex");
}
