import { expect } from "vitest";
import { ConfigurationError } from "../../provider/ncp/errors";
import { resolveSettings, type Settings } from "../../provider/ncp/settings/settings";

type Values = Record<string, string>;

export interface Places {
  given?: Values;
  environment?: Values;
  file?: string;
}

export function resolve({ given = {}, environment = {}, file }: Places): Settings {
  return resolveSettings({ given: (key) => given[key], environment, file: () => file });
}

export const pair = { accessKey: "AK", secretKey: "SK" };

export function problemsOf(places: Places): string {
  try {
    resolve(places);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return error instanceof Error ? error.message : "";
  }
  throw new Error("expected a ConfigurationError");
}

export function keysOf(settings: Settings): string[] {
  if (settings.credentials.kind !== "keys") throw new Error("expected a key pair");
  const { accessKey, secretKey } = settings.credentials.keys;
  return [accessKey.reveal(), secretKey.reveal()];
}
