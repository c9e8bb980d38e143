/** Names that stand in every state and in every stack's configuration, so none of them may ever change. */

export const resourceNames = [
  "ScanJob",
  "NotificationConfig",
  "ThresholdNotificationConfig",
  "FileInspection",
] as const;

/** A resource class, and the export of the runtime that serves it. */
export type ResourceName = (typeof resourceNames)[number];

/** The namespace of the settings, in the stack config and in a Provider's arguments. */
export const configNamespace = "ncloud-security";

/** Settings, in the order in which the documentation lists them. */
export const configKeys = [
  "accessKey",
  "secretKey",
  "profile",
  "apiKey",
  "account",
  "site",
  "endpoint",
  "endpoints",
  "retry",
  "timeouts",
  "serverRole",
  "metadataEndpoint",
] as const;

export type ConfigKey = (typeof configKeys)[number];

/** Settings that are encrypted in state, whatever the program says. */
export const secretConfigKeys: readonly ConfigKey[] = ["secretKey", "apiKey"];

/** The settings that are given, of wherever `get` looks. */
export function collectSettings<T>(get: (key: ConfigKey) => T | undefined): Partial<Record<ConfigKey, T>> {
  const entries = configKeys.map((key) => [key, get(key)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Says which settings there are, where some are named that there are not: a misspelt one would leave the account to chance. */
export function describeUnknownSettings(names: readonly string[]): string | undefined {
  const known: readonly string[] = configKeys;
  const unknown = names.filter((name) => !known.includes(name));
  return unknown.length === 0
    ? undefined
    : `has no argument ${unknown.join(", ")}: the arguments are ${configKeys.join(", ")}`;
}

/** Stands for a value that is not known yet, alone or in a longer text; fixed by the engine's protocol. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
