import type { Secret } from "../secret";
import type { Site } from "./endpoints";

/** An access key with its secret: what a request is signed with. */
export interface KeyPair {
  readonly accessKey: Secret;
  readonly secretKey: Secret;
  /** Where both came from, in words, for error messages. */
  readonly from: string;
}

export type KeySource = () => Promise<KeyPair>;

/** How the gateway comes by its keys. */
export type Credentials =
  | {
      readonly kind: "keys";
      readonly keys: KeyPair;
      /** The cloud that the keys belong to, where the place that they came from says so. */
      readonly site?: Site;
    }
  | { readonly kind: "serverRole"; readonly endpoint: string };

/** One place's own half or halves of a pair, in plain text. */
export interface FoundKeys {
  readonly accessKey?: string;
  readonly secretKey?: string;
  readonly site?: Site;
  /** A nearer name for the place. */
  readonly from?: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** In order of preference, as NCP's Go and JavaScript SDKs have them. */
export const environmentNames = {
  accessKey: ["NCLOUD_ACCESS_KEY_ID", "NCLOUD_ACCESS_KEY"],
  secretKey: ["NCLOUD_SECRET_ACCESS_KEY", "NCLOUD_SECRET_KEY"],
} as const;

/** The first variable that is set; one that is set to nothing counts as not set, as in a shell. */
export function readEnvironment(environment: Environment, names: readonly string[]): string | undefined {
  return names.map((name) => environment[name]?.trim()).find((value) => value !== undefined && value !== "");
}

export function readKeysFromEnvironment(environment: Environment): FoundKeys {
  return {
    accessKey: readEnvironment(environment, environmentNames.accessKey),
    secretKey: readEnvironment(environment, environmentNames.secretKey),
  };
}
