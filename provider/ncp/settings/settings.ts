import { type ServiceName, serviceNames } from "../api/service";
import { ConfigurationError } from "../errors";
import { Secret } from "../secret";
import { type Credentials, readEnvironment } from "./credentials";
import { defaultMetadataEndpoint, type EndpointOverrides, findSite, type Site } from "./endpoints";
import { findKeys } from "./keys";
import { isGiven, SettingsReader, type SettingsSources } from "./reader";
import { settingRules } from "./rules";

/** Everything that a gateway needs to know. Printing it shows no secret. */
export interface Settings {
  readonly credentials: Credentials;
  /** The API Gateway key that most documents of File Safer ask for; sent when set. */
  readonly apiKey?: Secret;
  readonly site: Site;
  /** What the user calls the account; where it is given, NCP is not asked whose the access key is. */
  readonly account?: string;
  /** Base URLs that replace the site's own. */
  readonly endpoints: EndpointOverrides;
  readonly retry: RetrySettings;
  readonly timeouts: TimeoutSettings;
}

export interface RetrySettings {
  /** Attempts for one call, the first one included. Default 4. */
  readonly maxAttempts: number;
  /** Seconds that all repetitions of one call may take, waits included. Default 60. */
  readonly budget: number;
}

export interface TimeoutSettings {
  /** Seconds until a connection stands. Default 10. */
  readonly connect: number;
  /** Seconds from the start of an attempt to the last byte of its answer. Default 60. */
  readonly request: number;
}

/**
 * Reads every setting from the first place that has it: given, environment, file.
 *
 * @throws ConfigurationError naming every problem at once and where to solve it, without secrets.
 * @example
 * const settings = resolveSettings({
 *   given: (key) => new pulumi.Config("ncloud-security").get(key),
 *   environment: process.env,
 *   file: readConfigureFile,
 * });
 */
export function resolveSettings(sources: SettingsSources): Settings {
  const reader = new SettingsReader(sources);
  const site = reader.read(settingRules.site);
  const settings = {
    apiKey: toSecret(reader.read(settingRules.apiKey)),
    account: reader.read(settingRules.account),
    endpoints: readEndpoints(reader),
    retry: { maxAttempts: 4, budget: 60, ...reader.read(settingRules.retry) },
    timeouts: { connect: 10, request: 60, ...reader.read(settingRules.timeouts) },
  };
  const credentials = readCredentials(reader, sources);
  if (reader.problems.length > 0 || credentials === undefined) throw describeProblemsFound(reader.problems);
  return { credentials, site: site ?? findImpliedSite(credentials, sources), ...settings };
}

/** The cloud that NCP's own tools would talk to with these keys. */
function findImpliedSite(credentials: Credentials, { environment }: SettingsSources): Site {
  const ofKeys = credentials.kind === "keys" ? credentials.site : undefined;
  return ofKeys ?? findSite(readEnvironment(environment, ["NCLOUD_API_GW"])) ?? "public";
}

function readEndpoints(reader: SettingsReader): EndpointOverrides {
  const one = reader.read(settingRules.endpoint);
  const each = reader.read(settingRules.endpoints) ?? {};
  const chosen = serviceNames.map((name) => [name, each[name] ?? one] as const);
  const given = chosen.filter((entry): entry is [ServiceName, string] => entry[1] !== undefined);
  return { ...findStsBeside(given.map(([, url]) => url)), ...Object.fromEntries(given) };
}

/** Keys that are meant for an emulator or a proxy are never sent to NCP's own Secure Token Service. */
function findStsBeside(urls: readonly string[]): EndpointOverrides {
  const sts = urls.find((url) => findSite(url) === undefined);
  return sts === undefined ? {} : { sts };
}

function readCredentials(reader: SettingsReader, sources: SettingsSources): Credentials | undefined {
  const endpoint = reader.read(settingRules.metadataEndpoint) ?? defaultMetadataEndpoint;
  const serverRole = reader.read(settingRules.serverRole) === true;
  noteSeveralWays(reader, {
    serverRole,
    "a key pair": isGiven(sources, "accessKey") || isGiven(sources, "secretKey"),
    profile: isGiven(sources, "profile"),
  });
  return serverRole ? { kind: "serverRole", endpoint } : findKeys(reader, sources);
}

/** Ways to come by keys, in the place that goes before all others: no order among them is right for everybody. */
function noteSeveralWays(reader: SettingsReader, ways: Readonly<Record<string, boolean>>): void {
  const given = Object.keys(ways).filter((way) => ways[way]);
  if (given.length > 1)
    reader.problems.push(`${given.join(" and ")} are given together: leave all but one of them out`);
}

function toSecret(value: string | undefined): Secret | undefined {
  return value === undefined ? undefined : new Secret(value);
}

function describeProblemsFound(problems: readonly string[]): ConfigurationError {
  const [first, ...others] = problems;
  if (first !== undefined && others.length === 0) return new ConfigurationError(first);
  return new ConfigurationError([`${problems.length} settings are wrong:`, ...problems].join("\n  - "));
}
