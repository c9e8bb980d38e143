import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { EngineEvent, PulumiFn, Stack } from "@pulumi/pulumi/automation";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import * as security from "../../sdk";
import { type EngineWorld, openEngine } from "../support/engine";
import { shellNames } from "../support/host";
import { reported } from "../support/report";
import { type Account, printed, secrets, serveProxy, serveRole, Vault } from "./planted";
import { filesIn, leaks, type Places } from "./search";

const run = promisify(execFile);

const tried = reported("secret canaries on the engine", "places searched");

/** No secret, and to be found wherever properties are kept or shown. */
const visible = "visible-note-0123";

let vault: Vault;
beforeAll(async () => {
  vault = await Vault.open();
});
afterAll(() => vault.close());

describe("the search", () => {
  const secret = secrets.cookie;
  const texts = {
    plain: `a ${secret} b`,
    hexadecimal: Buffer.from(secret).toString("hex"),
    base64: Buffer.from(secret).toString("base64"),
    "base64 behind one byte": Buffer.from(`a${secret}b`).toString("base64"),
    "base64 behind two bytes": Buffer.from(`ab${secret}`).toString("base64"),
  };

  it.each(Object.entries(texts))("finds a secret in %s", (place, text) => {
    expect(leaks(new Map([[place, text]]), { secret })).toEqual([`secret is in ${place}`]);
  });

  it("finds nothing in another text", () => {
    expect(leaks(new Map([["elsewhere", "canary-Session-Cookie-Ab2"]]), { secret })).toEqual([]);
  });
});

describe.each(shellNames)("planted secrets on the real engine, in the %s shell", (shell) => {
  let world: EngineWorld;
  /** One for each source of keys; no other keys open it. */
  let accounts: Record<"config" | "argument" | "environment" | "role", Account>;
  let command: Awaited<ReturnType<Vault["command"]>>;
  let proxy: Awaited<ReturnType<typeof serveProxy>>;

  beforeEach(async () => {
    command = await vault.command("config", secrets.configSecretKey);
    proxy = await serveProxy();
    world = await openEngine({
      credentials: { accessKey: "AK-config", secretKey: secrets.configSecretKey },
      config: {
        "ncloud-security:apiKey": { value: secrets.configApiKey, secret: true },
        "ncloud-security:endpoint": { value: command.url },
      },
    });
    await world.choose(shell);
    accounts = {
      config: command,
      argument: await vault.account("argument", secrets.argumentSecretKey),
      environment: await vault.account("environment", secrets.environmentSecretKey),
      role: await vault.account("role", secrets.roleSecretKey),
    };
    Object.assign(world.stack.workspace.envVars, {
      NCLOUD_ACCESS_KEY_ID: "AK-environment",
      NCLOUD_SECRET_ACCESS_KEY: secrets.environmentSecretKey,
      NCLOUD_API_KEY: secrets.environmentApiKey,
      NCLOUD_METADATA_API_ENDPOINT: await serveRole(),
      HTTP_PROXY: proxy.url,
      HTTPS_PROXY: proxy.url,
      NO_PROXY: "127.0.0.1",
    });
  });
  afterEach(async () => {
    await world.close();
    await Promise.all(Object.values(accounts).map((account) => account.close()));
  });

  /** Every secret there is, in every place that takes it. */
  const program =
    (session: string, notificationType: "MAL" | "ALL", secretKey = secrets.argumentSecretKey): PulumiFn =>
    async () => {
      const { argument, environment, role } = accounts;
      const keys = { accessKey: "AK-argument", secretKey, apiKey: secrets.argumentApiKey };
      const providers = {
        argument: new security.Provider("argument", { ...keys, endpoint: argument.url }),
        environment: new security.Provider("environment", { endpoint: environment.url }),
        role: new security.Provider("role", { serverRole: true, endpoint: role.url }),
      };
      for (const [name, provider] of Object.entries(providers)) {
        const alerts = { filter: "hash", notificationType } as const;
        new security.filesafer.NotificationConfig(name, alerts, { provider });
      }
      const timeouts = { create: "1s", update: "1s" };
      const scan = new security.wsc.ScanJob("scan", {
        startUrl: "https://shop.example.com/",
        headers: { Cookie: session },
        memo: visible,
        waitFor: "started",
        timeouts,
      });
      const file = new security.filesafer.FileInspection("file", {
        source: vault.archive,
        archivePassword: secrets.archivePassword,
        triggers: { note: visible },
        timeouts,
      });
      const cookie = scan.headers.apply((headers) => headers?.Cookie);
      return { headers: scan.headers, cookie, password: file.archivePassword, note: scan.memo };
    };

  /** Adds what cannot be done to a program. */
  const adding =
    (refused: () => void, program: PulumiFn): PulumiFn =>
    () => {
      refused();
      return program();
    };

  const wrongHeader = () => {
    const headers = { "bad name": secrets.cookie };
    new security.wsc.ScanJob("wrong", { startUrl: "https://shop.example.com/", headers });
  };

  const throughProxy = () => {
    const keys = { accessKey: "AK-argument", secretKey: secrets.argumentSecretKey };
    const endpoint = "https://ncp.example.com";
    const provider = new security.Provider("proxied", { ...keys, endpoint, retry: { maxAttempts: 1 } });
    new security.filesafer.NotificationConfig(
      "proxied",
      { filter: "file", notificationType: "ALL" },
      { provider },
    );
  };

  it("are in no state, output, event, journal or database, whatever succeeds or fails", async () => {
    const places: Places = new Map();
    const step = (name: string, run: Step) => record(world, places, name, run);
    const { cookie, rotatedCookie, wrongSecretKey } = secrets;
    // Neither the scan nor the inspection gets on, so both are created and then fail.
    expect(await step("up", up(program(cookie, "MAL")))).toBeInstanceOf(Error);
    await step("refresh", (stack, options) => stack.refresh(options));
    const update = adding(throughProxy, program(rotatedCookie, "MAL"));
    expect(await step("update", up(update))).toBeInstanceOf(Error);
    const refused = adding(wrongHeader, program(rotatedCookie, "ALL", wrongSecretKey));
    const preview: Step = (stack, options) => stack.preview({ ...options, program: refused, diff: true });
    expect(await step("preview", preview)).toBeInstanceOf(Error);
    expect(places.get("the output of preview")).toContain("must hold valid header names");
    await fetch(`${command.url}/_emulator/pace`, { method: "POST", body: '{"pace":"instant"}' });
    expect(await step("success", up(program(rotatedCookie, "ALL")))).not.toBeInstanceOf(Error);
    expect((await world.stack.outputs()).cookie).toMatchObject({ secret: true });
    places.set("the emulator's printout", command.output.join("\n"));
    for (const [place, text] of await visiblePlaces(world)) places.set(place, text);
    for (const [place, text] of await vault.traces(accounts)) places.set(place, text);
    tried.count += places.size;
    expect(leaks(places, secrets)).toEqual([]);

    // The secrets of every source were in use, and the state does hold what it has to hold, encrypted.
    for (const name of Object.keys(accounts))
      expect(places.get(`the journal of ${name}`)).toContain('"committed":true');
    expect(places.get("the journal of config")).toContain('"Headers":"[redacted]"');
    expect(places.get("the emulator's printout")).toContain("wsc createJob -> 200");
    const password = Buffer.from(`me:${secrets.proxyPassword}`).toString("base64");
    expect(proxy.heard).toContain(`ncp.example.com:443 Basic ${password}`);
    const { configSecretKey, argumentSecretKey, argumentApiKey, archivePassword } = secrets;
    const opened = await printout(world, "stack", "export", "--show-secrets");
    for (const secret of [configSecretKey, argumentSecretKey, argumentApiKey, rotatedCookie, archivePassword])
      expect(opened).toContain(secret);
    // What comes back from the provider is encrypted by its name, whether or not the argument was secret.
    const { deployment } = exported.parse(JSON.parse(opened));
    const told = deployment.resources.flatMap((resource) => resource.additionalSecretOutputs ?? []);
    expect(new Set(told)).toEqual(new Set(["headers", "archivePassword"]));
    // And the places are the right ones: what is no secret is found in all kinds of them.
    const found = leaks(places, { visible }).join("\n");
    for (const kind of [
      "output of success",
      "events of up",
      "stack export",
      "stack output",
      "stacks/",
      "journal",
      ".db",
    ])
      expect(found).toContain(kind);
  });
});

const exported = z.object({
  deployment: z.object({
    resources: z.array(z.object({ additionalSecretOutputs: z.array(z.string()).optional() })),
  }),
});

/** Details and log, of which everything is kept. */
interface Shown {
  readonly logToStdErr: true;
  readonly logVerbosity: number;
  readonly color: "never";
  readonly onOutput: (text: string) => void;
  readonly onError: (text: string) => void;
  readonly onEvent: (event: EngineEvent) => void;
  readonly showSecrets: false;
}

type Step = (stack: Stack, options: Shown) => Promise<unknown>;

/** Every resource gets its turn, although others fail. */
function up(program: PulumiFn): Step {
  return (stack, options) => stack.up({ ...options, program, diff: true, continueOnError: true });
}

/** Runs a step of the engine, and keeps all that it shows. Answers what it comes to. */
async function record({ stack }: EngineWorld, places: Places, name: string, step: Step): Promise<unknown> {
  const output: string[] = [];
  const events: EngineEvent[] = [];
  const options: Shown = {
    logToStdErr: true,
    logVerbosity: 1,
    color: "never",
    onOutput: (text: string) => output.push(text),
    onError: (text: string) => output.push(text),
    onEvent: (event: EngineEvent) => events.push(event),
    // Its result would otherwise hand the configuration's secrets to the caller, which is not printing them.
    showSecrets: false,
  };
  const outcome = await step(stack, options).catch((error: unknown) => error);
  places.set(`the output of ${name}`, output.join(""));
  places.set(`the events of ${name}`, JSON.stringify(events.filter(isShown)));
  // A result, unlike an error, hands the program's outputs to the caller, with those that are secret marked so.
  if (outcome instanceof Error) places.set(`the error of ${name}`, printed(outcome));
  return outcome;
}

/** Pulumi's own debug messages show every argument; only --debug, -v and whoever reads the events can see them. */
function isShown({ diagnosticEvent }: EngineEvent): boolean {
  const severity: string | undefined = diagnosticEvent?.severity;
  return severity !== "debug";
}

/** What anybody sees of a stack who has no passphrase: what commands print, and every file of the backend. */
async function visiblePlaces(world: EngineWorld): Promise<Places> {
  const commands = [["stack", "export"], ["stack", "output"], ["stack", "history"], ["config"]];
  const printouts = commands.map(
    async (args) => [`pulumi ${args.join(" ")}`, await printout(world, ...args)] as const,
  );
  const files = await filesIn(world.stack.workspace.workDir, (path) => !path.startsWith("home/"));
  return new Map([...files, ...(await Promise.all(printouts))]);
}

/** A command of the CLI about the stack, without a program. */
async function printout({ stack }: EngineWorld, ...args: string[]): Promise<string> {
  const { workDir, envVars } = stack.workspace;
  const options = { cwd: workDir, env: { ...process.env, ...envVars } };
  const { stdout, stderr } = await run(
    "pulumi",
    [...args, "--stack", stack.name, "--non-interactive"],
    options,
  );
  return stdout + stderr;
}
