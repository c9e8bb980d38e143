import { createHash } from "node:crypto";
import type { KeySource } from "./gateway/credentials";
import { endpointOf } from "./gateway/endpoints";
import type { ServiceName } from "./gateway/request";
import type { Settings } from "./gateway/settings";
import type { AccountIdentity } from "./lifecycles/lifecycle";
import type { Client } from "./services";

/** Hexadecimal digits of a digest: enough to tell keys apart, too few to be one. */
const digits = 8;

/** Whose keys these settings hold: by what NCP says of them, and by the access key itself. */
export class Identity implements AccountIdentity {
  readonly givenName: string | undefined;
  #name: Promise<string | undefined> | undefined;
  #known: { key: string; name?: string } | undefined;

  constructor(
    private readonly settings: Pick<Settings, "account" | "site" | "endpoints">,
    private readonly keys: KeySource,
    private readonly client: Client,
    private readonly log: (line: string) => void,
  ) {
    this.givenName = settings.account;
  }

  /** What has been found out so far, for those who cannot wait. */
  get known(): { key: string; name?: string } | undefined {
    return this.#known;
  }

  endpointOf(service: ServiceName): string {
    const { origin, basePath } = endpointOf(service, this.settings.site, this.settings.endpoints);
    return origin + basePath;
  }

  async key(): Promise<string> {
    const accessKey = (await this.keys()).accessKey.reveal();
    const key = createHash("sha256").update(`access key ${accessKey}`).digest("hex").slice(0, digits);
    this.#known = { ...this.#known, key };
    return key;
  }

  async name(): Promise<string | undefined> {
    this.#name ??= this.givenName === undefined ? this.#ask() : Promise.resolve(this.givenName);
    const name = await this.#name;
    if (this.#known !== undefined) this.#known = { ...this.#known, name };
    return name;
  }

  learn({ key, name }: { key: string; name?: string }): void {
    if (name === undefined || key !== this.#known?.key || this.givenName !== undefined) return;
    this.#name ??= Promise.resolve(name);
    this.#known = { key, name };
  }

  /** No resource fails because its account has no name: the name is only needed once the access key changes. */
  async #ask(): Promise<string | undefined> {
    try {
      const { loginAlias, id } = await this.client.sts.getCallerIdentity();
      return loginAlias || id || undefined;
    } catch (error) {
      this.log(
        `the account of the access key is not known (${error instanceof Error ? error.message : String(error)}): before another access key is used, give the setting account a name of your own and run \`pulumi up\` once`,
      );
      return undefined;
    }
  }
}
