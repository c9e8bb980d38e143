import { createHash } from "node:crypto";
import type { ServiceName } from "../ncp/api/service";
import type { Client } from "../ncp/client";
import { isNcloudError, type NcloudError } from "../ncp/errors";
import type { KeySource } from "../ncp/settings/credentials";
import { findEndpoint } from "../ncp/settings/endpoints";
import type { Settings } from "../ncp/settings/settings";
import { readMessage } from "../resources/kit/failure";
import type { AccountIdentity } from "../resources/kit/lifecycle";
import type { AccountName } from "./run/store";

/** Hexadecimal digits of a digest: enough to tell keys apart, too few to be one. */
const digits = 8;

/** Milliseconds that the question may take: no resource waits long for a name that is rarely needed. */
const patience = 15_000;

const advice =
  ": before another access key is used, give the setting account a name of your own and run `pulumi up` once";

/** A name that can be recorded and shown. */
function nameIn(text = ""): string | undefined {
  const name = text.trim();
  return /^[^\p{C}]{1,100}$/u.test(name) ? name : undefined;
}

/** Whose keys these settings hold: by what NCP says of them, and by the access key itself. */
export class Identity implements AccountIdentity {
  /** NCP's own name, once it was asked for or learnt. */
  #asked: Promise<string | undefined> | undefined;
  #known: AccountName | undefined;
  #refusal: NcloudError | undefined;

  constructor(
    private readonly settings: Pick<Settings, "account" | "site" | "endpoints">,
    private readonly keys: KeySource,
    private readonly client: Client,
    private readonly log: (line: string) => void,
  ) {}

  get givenName(): string | undefined {
    return this.settings.account;
  }

  /** What has been found out so far, for those who cannot wait. */
  get known(): AccountName | undefined {
    return this.#known;
  }

  get refusal(): NcloudError | undefined {
    return this.#refusal;
  }

  endpointOf(service: ServiceName): string {
    const { origin, basePath } = findEndpoint(service, this.settings.site, this.settings.endpoints);
    return origin + basePath;
  }

  async key(): Promise<string> {
    const accessKey = (await this.keys()).accessKey.reveal();
    const key = createHash("sha256").update(`access key ${accessKey}`).digest("hex").slice(0, digits);
    this.#known = { ...(this.#known ?? this.#given()), key };
    return key;
  }

  async name(): Promise<AccountName> {
    const key = await this.key();
    if (this.givenName !== undefined) return { key, ...this.#given() };
    this.#asked ??= this.#ask();
    const name = await this.#asked;
    this.#known = { key, ...(name === undefined ? {} : { name }) };
    return this.#known;
  }

  learn({ key, name, isGiven }: AccountName): void {
    if (this.givenName !== undefined || isGiven || name === undefined || key !== this.#known?.key) return;
    if (this.#asked !== undefined) return;
    this.#asked = Promise.resolve(name);
    this.#known = { key, name };
  }

  #given(): Pick<AccountName, "name" | "isGiven"> {
    return this.givenName === undefined ? {} : { name: this.givenName, isGiven: true };
  }

  /** No resource fails because its account has no name: the name is only needed once the access key changes. */
  async #ask(): Promise<string | undefined> {
    try {
      const { loginAlias, id } = await this.client.sts.getCallerIdentity(
        {},
        { signal: AbortSignal.timeout(patience) },
      );
      return nameIn(loginAlias) ?? nameIn(id);
    } catch (error) {
      if (isNcloudError(error, "authentication")) this.#refusal = error;
      this.log(
        `the account of the access key is not known (${readMessage(error)})${this.#refusal ? "" : advice}`,
      );
      return undefined;
    }
  }
}
