import * as pulumi from "@pulumi/pulumi";
import {
  type ConfigKey,
  collectSettings,
  configNamespace,
  describeUnknownSettings,
  secretConfigKeys,
} from "../provider/names";
import { version } from "../provider/version";
import { requirePlugin } from "./pluginCheck";
import { chooseShell } from "./shell";

/** NCP's sites: each has accounts and addresses of its own. */
export const Site = {
  /** The public cloud. */
  Public: "public",
  /** The government's. */
  Government: "gov",
  /** The financial sector's. */
  Financial: "fin",
} as const;

export type Site = (typeof Site)[keyof typeof Site];

/** May have a fraction, where every other number is whole. */
type Seconds = number;

/** Base URLs by service; each wins over `endpoint`. */
export interface Endpoints {
  /** Web Security Checker. */
  wsc?: string;
  /** File Safer, both filters. */
  filesafer?: string;
  /** Security Monitoring, both platforms. */
  securitymonitoring?: string;
  /**
   * The Secure Token Service, which is asked whose keys these are. Default: `endpoint`, else the first of the
   * endpoints above that is not NCP's own, else the site's.
   */
  sts?: string;
}

/**
 * An account and how its services are reached. A setting that is left out is looked for in the environment
 * and in `~/.ncloud/configure`.
 */
export interface ProviderArgs {
  /** Access key of the account or sub account. With `secretKey`, or neither. */
  accessKey?: pulumi.Input<string>;
  /** Secret key that belongs to `accessKey`. Always encrypted in state. */
  secretKey?: pulumi.Input<string>;
  /** Section of `~/.ncloud/configure` to take the keys from, instead of giving them here. */
  profile?: pulumi.Input<string>;
  /** Primary key of the API Gateway, which most documents of File Safer ask for; sent with every call when set. Always encrypted in state. */
  apiKey?: pulumi.Input<string>;
  /** A name for the account, one word of your choice. Default: what NCP calls the account of the access key. State tells accounts apart by it. */
  account?: pulumi.Input<string>;
  /** "public", "gov" or "fin". Default: what `ncloud_api_url` or `NCLOUD_API_GW` tells, else "public". */
  site?: pulumi.Input<Site>;
  /** One base URL for all services, such as a proxy's or the emulator's: https, or http on this machine. Default: the site's. */
  endpoint?: pulumi.Input<string>;
  /** Base URLs of single services; they win over `endpoint`. */
  endpoints?: pulumi.Input<Endpoints>;
  /** How often and for how long a call is repeated that fails for a while. */
  retry?: pulumi.Input<{
    /** Attempts for one call, the first one included: 1 to 20. Default 4. */
    maxAttempts?: number;
    /** Seconds that the repetitions of one call may take, waits included: 0 to 3600. Default 60. */
    budget?: Seconds;
  }>;
  /** How long a call may take. */
  timeouts?: pulumi.Input<{
    /** Seconds until a connection stands: up to 600. Default 10. */
    connect?: Seconds;
    /** Seconds for one attempt, to the last byte of its answer: up to 3600. Default 60. */
    request?: Seconds;
  }>;
  /** True takes the credentials of the server's role from the metadata service. Default false. */
  serverRole?: pulumi.Input<boolean>;
  /** Base URL of the metadata service. Default "http://169.254.169.254"; used only with `serverRole`. */
  metadataEndpoint?: pulumi.Input<string>;
}

/**
 * One account of NAVER Cloud, for programs with several or with credentials that are not in the
 * stack's configuration. What is not given here is taken from the environment and from
 * `~/.ncloud/configure`, never from the stack's configuration.
 *
 * @example
 * const kr = new security.Provider("kr", { accessKey, secretKey });
 * new security.filesafer.NotificationConfig("alerts", { filter: "hash", notificationType: "MAL" }, { provider: kr });
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    refuseUnknown(name, args);
    const settings = collectSettings((key) => setting(key, args[key]));
    const { shell, other } = chooseShell();
    if (shell.isPlugin) requirePlugin();
    super(shell.package, name, shell.isPlugin ? settings : addNamespace(settings), {
      ...(shell.isPlugin ? { version } : {}),
      ...opts,
      aliases: [{ type: `pulumi:providers:${other.package}` }, ...(opts?.aliases ?? [])],
    });
    settingsByProvider.set(this, settings);
  }
}

/** Settings that are given, as the engine passes them; secret ones are secret. */
export type ProviderSettings = Partial<Record<ConfigKey, pulumi.Output<string>>>;

/** Not a property, so that a Provider does not offer its secrets to whoever prints or inspects it. */
const settingsByProvider = new WeakMap<pulumi.ProviderResource, ProviderSettings>();

/** What a Provider of this package was given; undefined for another package's. */
export function findSettings(provider: pulumi.ProviderResource): ProviderSettings | undefined {
  return settingsByProvider.get(provider);
}

function refuseUnknown(name: string, args: ProviderArgs): void {
  const problem = describeUnknownSettings(Object.keys(args));
  if (problem !== undefined) throw new pulumi.RunError(`Provider "${name}" ${problem}`);
}

function addNamespace(settings: ProviderSettings): Record<string, pulumi.Output<string>> {
  const entries = Object.entries(settings);
  return Object.fromEntries(entries.map(([key, value]) => [`${configNamespace}:${key}`, value]));
}

/** The engine passes text only, so everything else travels as JSON. */
function setting(key: ConfigKey, value: pulumi.Input<unknown>): pulumi.Output<string> | undefined {
  if (value === undefined) return undefined;
  const text = pulumi
    .output(value)
    .apply((known) => (typeof known === "string" ? known : JSON.stringify(known)));
  return secretConfigKeys.includes(key) ? pulumi.secret(text) : text;
}
