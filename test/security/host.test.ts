import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Emulator } from "../../emulator";
import type { ResourceName } from "../../provider/names";
import { listSecrets } from "../../provider/resources/definition";
import { definitions } from "../../provider/resources/definitions";
import { Host, type HostError, type ShellName, shellNames } from "../support/host";
import { reported } from "../support/report";
import { failure } from "../support/world";
import { emptyListings, printed, secrets, serveMirror, serveRole, Vault } from "./planted";
import { leaks, type Places } from "./search";

const tried = reported("secret canaries in the provider host", "places searched");

type Properties = Record<string, unknown>;

/** Where the keys come from: an account that they open, and what the process is given. */
interface Source {
  readonly account: Emulator;
  readonly environment: NodeJS.ProcessEnv;
  readonly settings: Properties;
}

let vault: Vault;
const hosts: Host[] = [];
const accounts: Emulator[] = [];
beforeAll(async () => {
  vault = await Vault.open();
});
afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.stop()));
  await Promise.all(accounts.splice(0).map((account) => account.close()));
});
afterAll(() => vault.close());

const sources: Readonly<Record<string, () => Promise<Source>>> = {
  configuration: async () => ({
    account: await vault.account("configuration", secrets.configSecretKey),
    environment: {},
    settings: {
      accessKey: "AK-configuration",
      secretKey: secrets.configSecretKey,
      apiKey: secrets.configApiKey,
    },
  }),
  environment: async () => ({
    account: await vault.account("environment", secrets.environmentSecretKey),
    environment: {
      NCLOUD_ACCESS_KEY: "AK-environment",
      NCLOUD_SECRET_KEY: secrets.environmentSecretKey,
      NCLOUD_API_KEY: secrets.environmentApiKey,
    },
    settings: {},
  }),
  file: async () => ({
    account: await vault.account("file", secrets.fileSecretKey),
    environment: { HOME: vault.folder, USERPROFILE: vault.folder },
    settings: {},
  }),
  role: async () => ({
    account: await vault.account("role", secrets.roleSecretKey),
    environment: { NCLOUD_METADATA_API_ENDPOINT: await serveRole() },
    settings: { serverRole: "true" },
  }),
};

/** One resource on the account, and then on a server that refuses and repeats all that it is sent. */
class Subject {
  readonly places: Places = new Map();
  private readonly output: string[][] = [];
  private id = "";
  private inputs: Properties = {};
  private outputs: Properties = {};

  private constructor(
    private readonly shell: ShellName,
    private readonly resource: ResourceName,
    private readonly source: Source,
  ) {}

  static async create(
    shell: ShellName,
    resource: ResourceName,
    given: Properties,
    source: Source,
  ): Promise<Subject> {
    accounts.push(source.account);
    const subject = new Subject(shell, resource, source);
    const host = await subject.start(source.account.url);
    const { inputs, failures } = await host.check(resource, given);
    expect(failures).toEqual([]);
    subject.inputs = inputs;
    await subject.createOn(host);
    return subject;
  }

  /** Lets every call fail with each of these statuses, and keeps what it comes to. */
  async fail(...statuses: number[]): Promise<void> {
    const { resource, id } = this;
    let status = 0;
    const endpoint = await serveMirror(() => status);
    const host = await this.start(endpoint);
    // Made there, or nothing would be asked.
    const [inputs, outputs] = [
      { ...this.inputs, endpoint },
      { ...this.outputs, endpoint },
    ];
    const news = { ...inputs, triggers: { run: "2" } };
    const calls = {
      create: () => host.create(resource, inputs),
      update: () => host.update(resource, id, outputs, news),
      read: () => host.read(resource, id, outputs),
      delete: () => host.delete(resource, id, outputs),
    };
    for (status of statuses)
      for (const [verb, call] of Object.entries(calls))
        this.keep(`${verb} at HTTP ${status}`, await failure(call()));
  }

  /** Lets the very call fail that carries the resource's own secret: nothing is found, so it is sent. */
  async refuse(): Promise<void> {
    const host = await this.start(await serveMirror(() => 400, emptyListings));
    this.keep("a refused create", await failure(host.create(this.resource, this.inputs)));
  }

  async search(): Promise<string[]> {
    this.places.set("the output of the processes", this.output.flat().join("\n"));
    this.places.set("lines for the user", JSON.stringify(hosts.map(({ lines }) => lines)));
    for (const [place, text] of await vault.traces({ account: this.source.account }))
      this.places.set(place, text);
    tried.count += this.places.size;
    return leaks(this.places, secrets);
  }

  /** The host keeps the settings of its first call, so another endpoint takes another process. */
  private async start(endpoint: string): Promise<Host> {
    const host = await Host.start(this.shell, { ...withoutKeys, ...this.source.environment });
    hosts.push(host);
    this.output.push(host.output);
    await host.configure({ ...this.source.settings, endpoint, retry: '{"maxAttempts":1}' });
    return host;
  }

  /** Fails half-way where the resource is to wait for what does not come: that, too, is created. */
  private async createOn(host: Host): Promise<void> {
    const done = await host.create(this.resource, this.inputs).catch((error: HostError) => error);
    this.id = done.id ?? "";
    this.outputs = ("outputs" in done ? done.outputs : done.properties) ?? {};
    expect(this.id).not.toBe("");
    this.keep("create", done);
  }

  /** All but the properties that are secret: those the engine encrypts before it does anything else with them. */
  private keep(what: string, outcome: object): void {
    const hidden: readonly string[] = listSecrets(definitions[this.resource]);
    const shown = (properties: Properties) =>
      Object.fromEntries(Object.entries(properties).filter(([name]) => !hidden.includes(name)));
    for (const name of ["outputs", "properties"] as const) {
      const properties: unknown = Reflect.get(outcome, name);
      if (typeof properties === "object") Reflect.set(outcome, name, shown({ ...properties }));
    }
    this.places.set(what, printed(outcome));
  }
}

/** Keys that the person who runs the tests may have. */
const withoutKeys = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => name.startsWith("NCLOUD_"))
    .map((name) => [name, undefined]),
);

const timeouts = { create: "1s", update: "1s" };

describe.each(shellNames)("planted secrets in the process of the %s shell", (shell) => {
  it.each(Object.entries(sources))(
    "from the %s are in no output and no error, although the server repeats all it is sent",
    async (_, open) => {
      const given = { filter: "hash", notificationType: "MAL" };
      const subject = await Subject.create(shell, "NotificationConfig", given, await open());
      await subject.fail(401, 500);
      expect(await subject.search()).toEqual([]);
      // The mirror was heard: something was there to be cut out.
      expect(subject.places.get("read at HTTP 500")).toContain("[redacted]");
    },
  );

  it.each<[ResourceName, () => Properties]>([
    [
      "ScanJob",
      () => ({
        startUrl: `https://${shell}.example.com/`,
        headers: { Cookie: `session=${secrets.cookie}; theme=dark` },
        timeouts,
      }),
    ],
    ["FileInspection", () => ({ source: vault.archive, archivePassword: secrets.archivePassword, timeouts })],
  ])("given to a %s are in no output and no error either", async (resource, given) => {
    const subject = await Subject.create(shell, resource, given(), await open("configuration"));
    await subject.fail(500);
    await subject.refuse();
    expect(await subject.search()).toEqual([]);
    expect(subject.places.get("read at HTTP 500")).toContain("[redacted]");
    // One more than how the call was signed: the access key, the API key and the signature.
    expect(subject.places.get("a refused create")).toMatch(/(\[redacted\] ?){4}/);
  });
});

function open(source: string): Promise<Source> {
  const found = sources[source];
  if (found === undefined) throw new Error(`there is no source ${source}`);
  return found();
}
