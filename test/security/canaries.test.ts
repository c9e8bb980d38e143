import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import type { EngineEvent, PulumiFn } from "@pulumi/pulumi/automation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator";
import { resources } from "../../provider/resources";
import type { ResourceName } from "../../provider/stub";
import * as security from "../../sdk";
import { bodyOf, serve } from "../gateway/support";
import { reported } from "../resilience/report";
import { type EngineWorld, openEngine } from "../support/engine";
import { Host, type HostError } from "../support/host";
import { failure } from "../support/world";
import { zipEncrypted } from "../support/zip";
import { filesIn, leaks, type Places } from "./search";

const tried = reported("secret canaries", "places searched");

/** A secret key for each place that one may come from, and everything else that is secret. */
const secrets = {
  configSecretKey: "canary-Config-Secret-Key-1b7",
  configApiKey: "canary-Config-Api-Key-2c8",
  argumentSecretKey: "canary-Argument-Secret-Key-3d9",
  argumentApiKey: "canary-Argument-Api-Key-4ea",
  environmentSecretKey: "canary-Environment-Secret-Key-5fb",
  environmentApiKey: "canary-Environment-Api-Key-6ac",
  fileSecretKey: "canary-File-Secret-Key-7bd",
  roleSecretKey: "canary-Role-Secret-Key-8ce",
  wrongSecretKey: "canary-Wrong-Secret-Key-9df",
  cookie: "canary-Session-Cookie-Ab1",
  rotatedCookie: "canary-Rotated-Cookie-Bc2",
  archivePassword: "canary-Archive-Password-Cd3",
};

/** No secret, and to be found wherever properties are kept or shown. */
const visible = "visible-note-0123";

const startUrl = "https://shop.example.com/";

let folder: string;
let source: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncloud-security-canaries-"));
  source = join(folder, "artefact.zip");
  await writeFile(source, zipEncrypted({ "a.txt": Buffer.from("hello") }, secrets.archivePassword));
  await mkdir(join(folder, ".ncloud"));
  const file = `ncloud_access_key_id = AK-file\nncloud_secret_access_key = ${secrets.fileSecretKey}\n`;
  await writeFile(join(folder, ".ncloud", "configure"), file);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function expectNoLeak(places: Places): void {
  tried.count += places.size;
  expect(leaks(places, secrets)).toEqual([]);
}

/** An account that only one source's keys open, kept in a file that can be searched. */
function account(source: string, secretKey: string): Promise<Emulator> {
  const credentials = { accessKey: `AK-${source}`, secretKey };
  return startEmulator({ pace: "manual", credentials, data: join(folder, `${source}.db`) });
}

/** What the emulator tells of its calls, and its database as it lies on disk. */
async function tracesOf(source: string, emulator: Emulator): Promise<Places> {
  const journal = await (await fetch(`${emulator.url}/_emulator/requests`)).text();
  const files = await filesIn(folder, ["configure", "artefact"]);
  const own = [...files].filter(([place]) => place.includes(`${source}.db`));
  return new Map([[`the journal of the account of ${source}`, journal], ...own]);
}

/** The metadata service of a server with a role. */
function serveRole(): Promise<string> {
  const keys = { AccessKeyId: "AK-role", SecretAccessKey: secrets.roleSecretKey };
  return serve(({ url = "" }, response) => response.end(url.endsWith("/") ? "role\n" : JSON.stringify(keys)));
}

/** Refuses every call, and repeats all of it: headers and body. */
function serveMirror(status: number): Promise<string> {
  return serve(async (request, response) => {
    const repeated = JSON.stringify(request.headers) + (await bodyOf(request)).toString("latin1");
    const error = { errorCode: repeated, message: repeated };
    response.writeHead(status, { "x-ncp-trace-id": encodeURIComponent(repeated).slice(0, 4_000) });
    response.end(JSON.stringify({ error }));
  });
}

describe("the search", () => {
  it("finds a secret in every spelling, wherever it stands", () => {
    const secret = secrets.cookie;
    const texts = {
      plain: `a ${secret} b`,
      hexadecimal: Buffer.from(secret).toString("hex"),
      percent: encodeURIComponent(secret),
      base64: Buffer.from(secret).toString("base64"),
      "base64 behind one byte": Buffer.from(`a${secret}b`).toString("base64"),
      "base64 behind two bytes": Buffer.from(`ab${secret}`).toString("base64"),
    };
    expect(leaks(new Map(Object.entries(texts)), { secret })).toEqual(
      Object.keys(texts).map((place) => `secret is in ${place}`),
    );
    expect(leaks(new Map([["elsewhere", "canary-Session-Cookie-Ab2"]]), { secret })).toEqual([]);
  });
});

describe("planted secrets on the real engine", () => {
  it("are in no state, output, event, journal or database", async () => {
    const world = await openEngine({
      credentials: { accessKey: "AK-config", secretKey: secrets.configSecretKey },
      data: join(folder, "config.db"),
      config: { "ncloud-security:apiKey": { value: secrets.configApiKey, secret: true } },
    });
    const argument = await account("argument", secrets.argumentSecretKey);
    const environment = await account("environment", secrets.environmentSecretKey);
    const role = await account("role", secrets.roleSecretKey);
    Object.assign(world.stack.workspace.envVars, {
      NCLOUD_ACCESS_KEY_ID: "AK-environment",
      NCLOUD_SECRET_ACCESS_KEY: secrets.environmentSecretKey,
      NCLOUD_API_KEY: secrets.environmentApiKey,
      NCLOUD_METADATA_API_ENDPOINT: await serveRole(),
    });
    const accounts = { config: world.emulator, argument, environment, role };

    const program =
      (cookie: string, waitFor: "submitted" | "started", secretKey = secrets.argumentSecretKey): PulumiFn =>
      async () => {
        const given = {
          accessKey: "AK-argument",
          secretKey,
          apiKey: secrets.argumentApiKey,
          endpoint: argument.url,
        };
        const providers = {
          argument: new security.Provider("argument", given),
          environment: new security.Provider("environment", { endpoint: environment.url }),
          role: new security.Provider("role", { serverRole: true, endpoint: role.url }),
        };
        for (const [name, provider] of Object.entries(providers))
          new security.filesafer.NotificationConfig(
            name,
            { filter: "hash", notificationType: waitFor === "started" ? "ALL" : "MAL" },
            { provider },
          );
        const scan = new security.wsc.ScanJob("scan", {
          startUrl,
          headers: { Cookie: cookie },
          memo: visible,
          triggers: { note: visible },
          waitFor,
          timeouts: { create: "1s", update: "1s" },
        });
        const file = new security.filesafer.FileInspection("file", {
          source,
          archivePassword: secrets.archivePassword,
          triggers: { note: visible },
          timeouts: { create: "1s", update: "1s" },
        });
        const jobs = security.wsc.getJobsOutput({}, { provider: providers.argument });
        return {
          headers: scan.headers,
          password: file.archivePassword,
          jobs: jobs.total_cnt,
          note: scan.memo,
        };
      };

    const places: Places = new Map();
    try {
      const step = recorder(world, places);
      // The file has no verdict yet, so the first one fails half-way, like the third.
      await step("a failing up", "up", program(secrets.cookie, "submitted"));
      await step("a refresh", "refresh");
      await step("a preview", "preview", program(secrets.rotatedCookie, "started"));
      await step("a failing update", "up", program(secrets.rotatedCookie, "started"));
      await step("a wrong key", "up", program(secrets.rotatedCookie, "started", secrets.wrongSecretKey));
      for (const command of ["export", "output", "history", "config"])
        places.set(`pulumi stack ${command}`, await pulumi(world, command));
      for (const [place, text] of await filesIn(world.stack.workspace.workDir, ["home/"]))
        places.set(place, text);
      for (const [name, emulator] of Object.entries(accounts))
        for (const [place, text] of await tracesOf(name, emulator)) places.set(place, text);
      expectNoLeak(places);

      // The secrets were in use everywhere: each account was reached, and the state holds them encrypted.
      for (const emulator of Object.values(accounts))
        expect(emulator.requests().some(({ committed }) => committed)).toBe(true);
      const opened = await pulumi(world, "export", "--show-secrets");
      for (const secret of [
        secrets.configSecretKey,
        secrets.argumentApiKey,
        secrets.rotatedCookie,
        secrets.archivePassword,
      ])
        expect(opened).toContain(secret);
      // And the search works: what is no secret is found in all kinds of places.
      const found = leaks(places, { visible }).join("\n");
      for (const place of [
        "events of a preview",
        "stack export",
        "stack output",
        "stacks/",
        "the journal of",
        "config.db",
      ])
        expect(found).toContain(place);
    } finally {
      await world.close();
      await Promise.all([argument, environment, role].map((emulator) => emulator.close()));
    }
  });
});

describe("planted secrets in Pulumi's dynamic provider host", () => {
  const sources = {
    configuration: async () => ({
      account: await account("host-configuration", secrets.configSecretKey),
      environment: {},
      settings: {
        accessKey: "AK-host-configuration",
        secretKey: secrets.configSecretKey,
        apiKey: secrets.configApiKey,
      },
    }),
    environment: async () => ({
      account: await account("host-environment", secrets.environmentSecretKey),
      environment: {
        NCLOUD_ACCESS_KEY: "AK-host-environment",
        NCLOUD_SECRET_KEY: secrets.environmentSecretKey,
        NCLOUD_API_KEY: secrets.environmentApiKey,
      },
      settings: {},
    }),
    file: async () => ({
      account: await account("file", secrets.fileSecretKey),
      environment: { HOME: folder, USERPROFILE: folder },
      settings: {},
    }),
    role: async () => ({
      account: await account("role", secrets.roleSecretKey),
      environment: { NCLOUD_METADATA_API_ENDPOINT: await serveRole() },
      settings: { serverRole: "true" },
    }),
  };

  it.each(Object.entries(sources))(
    "from the %s are in no output and no error, although NCP repeats all it is sent",
    async (name, open) => {
      const { account, environment, settings } = await open();
      const host = await Host.start({ ...withoutKeys, ...environment });
      const configure = (endpoint: string) =>
        host.configure(namespaced({ ...settings, endpoint, retry: '{"maxAttempts":1}' }));
      const arguments_: Partial<Record<ResourceName, Record<string, unknown>>> = {
        ScanJob: {
          startUrl,
          headers: { Cookie: `session=${secrets.cookie}; theme=dark` },
          timeouts: { create: "1s", update: "1s" },
        },
        FileInspection: {
          source,
          archivePassword: secrets.archivePassword,
          timeouts: { create: "1s", update: "1s" },
        },
        NotificationConfig: { filter: "hash", notificationType: "MAL" },
      };
      const places: Places = new Map();
      try {
        for (const [type, given] of Object.entries(arguments_)) {
          const resource = type as ResourceName;
          await configure(account.url);
          const { inputs, failures } = await host.check(resource, given);
          expect(failures).toEqual([]);
          const created = await host.create(resource, inputs).catch((error: HostError) => error);
          const outputs = ("outputs" in created ? created.outputs : created.properties) ?? {};
          const id = created.id ?? "";
          expect(id).not.toBe("");
          note(places, `${type} created`, created, resource);
          for (const status of [200, 401, 404, 500]) {
            await configure(await serveMirror(status));
            const changed = { ...inputs, triggers: { run: "2" }, notificationType: "ALL" };
            for (const [verb, call] of Object.entries({
              create: () => host.create(resource, inputs),
              update: () => host.update(resource, id, outputs, changed),
              read: () => host.read(resource, id, outputs),
              delete: () => host.delete(resource, id, { ...outputs, state: "running" }),
            })) {
              if (resource === "FileInspection" && verb === "delete") continue;
              note(places, `${type} ${verb} at HTTP ${status}`, await failure(call()), resource);
            }
          }
        }
        places.set("the output of the process", host.output.join("\n"));
        for (const [place, text] of await tracesOf(name, account)) places.set(place, text);
        expectNoLeak(places);
        // The mirror was heard: what it repeated of no secret is in the errors.
        expect([...places.values()].join("\n")).toContain("[redacted]");
      } finally {
        await host.stop();
        await account.close();
      }
    },
  );
});

/** Keys that the person who runs the tests may have. */
const withoutKeys = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => name.startsWith("NCLOUD_"))
    .map((name) => [name, undefined]),
);

function namespaced(settings: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [`ncloud-security:${key}`, value]),
  );
}

/** Keeps what a call came to, but for the properties that the engine encrypts before it does anything else with them. */
function note(places: Places, what: string, outcome: object, resource: ResourceName): void {
  const hidden: readonly string[] = resources[resource].secrets;
  const visibly = JSON.stringify(outcome, (name, value: unknown) =>
    hidden.includes(name) ? undefined : value,
  );
  places.set(`${what}, as JSON`, visibly);
  if (!(outcome instanceof Error)) return;
  const { properties: _properties, ...rest } = { ...outcome, properties: undefined };
  places.set(
    `${what}, as text`,
    `${outcome.stack}\n${inspect(rest, { depth: Number.POSITIVE_INFINITY, showHidden: true })}`,
  );
}

/** Runs steps of the engine with all the output that can be asked for, whatever they come to. */
function recorder(world: EngineWorld, places: Places) {
  return async (name: string, verb: "up" | "preview" | "refresh", program?: PulumiFn) => {
    const output: string[] = [];
    const events: EngineEvent[] = [];
    if (program !== undefined) world.stack.workspace.program = program;
    const options = {
      ...(program === undefined || verb === "refresh" ? {} : { program }),
      diff: true,
      debug: true,
      logToStdErr: true,
      logVerbosity: 3,
      color: "never" as const,
      onOutput: (text: string) => output.push(text),
      onError: (text: string) => output.push(text),
      onEvent: (event: EngineEvent) => events.push(event),
    };
    const outcome = await world.stack[verb](options).catch((error: unknown) => error);
    places.set(`the output of ${name}`, output.join(""));
    places.set(`the events of ${name}`, JSON.stringify(events));
    places.set(`what ${name} came to`, inspect(outcome, { depth: Number.POSITIVE_INFINITY }));
  };
}

/** A command of the CLI about the stack, without a program. */
async function pulumi({ stack }: EngineWorld, command: string, ...options: string[]): Promise<string> {
  const args = command === "config" ? ["config"] : ["stack", command];
  const { workDir, envVars, pulumiCommand } = stack.workspace;
  const { stdout, stderr } = await pulumiCommand.run(
    [...args, ...options, "--stack", stack.name],
    workDir,
    envVars,
  );
  return stdout + stderr;
}
