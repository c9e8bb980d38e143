import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { inspect } from "node:util";
import { type Emulator, startEmulator } from "../../emulator";
import { bodyOf, listen, serve } from "../ncp/support";
import { zipEncrypted } from "../support/zip";
import { filesIn, type Places } from "./search";

/** A secret key for each place that one may come from, and everything else that is secret. */
export const secrets = {
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
  proxyPassword: "canary-Proxy-Password-De4",
};

/** What is known of an account in whatever process it runs. */
export type Account = Pick<Emulator, "url" | "close">;

/** A folder with a home directory that holds keys, an archive that a secret opens, and the accounts' databases. */
export class Vault {
  private constructor(readonly folder: string) {}

  static async open(): Promise<Vault> {
    const vault = new Vault(await mkdtemp(join(tmpdir(), "ncloud-security-canaries-")));
    await writeFile(vault.archive, zipEncrypted({ "a.txt": Buffer.from("hello") }, secrets.archivePassword));
    await mkdir(join(vault.folder, ".ncloud"));
    const keys = `ncloud_access_key_id = AK-file\nncloud_secret_access_key = ${secrets.fileSecretKey}\n`;
    await writeFile(join(vault.folder, ".ncloud", "configure"), keys);
    return vault;
  }

  get archive(): string {
    return join(this.folder, "artefact.zip");
  }

  database(name: string): string {
    return join(this.folder, `${name}.db`);
  }

  /** An account that only one source's keys open, kept in a file that can be searched. */
  account(name: string, secretKey: string): Promise<Emulator> {
    const credentials = { accessKey: `AK-${name}`, secretKey };
    return startEmulator({ pace: "manual", credentials, data: this.database(name) });
  }

  /** The same by the emulator's own command, with all that it prints. */
  async command(name: string, secretKey: string): Promise<Account & { readonly output: string[] }> {
    const keys = ["--credentials", `AK-${name}:${secretKey}`];
    const others = ["--port", "0", "--pace", "manual", "--data", this.database(name)];
    const child = spawn(process.execPath, ["dist/command/index.js", "emulator", ...keys, ...others]);
    const output: string[] = [];
    createInterface({ input: child.stderr }).on("line", (line) => output.push(line));
    const url = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).on("line", (line) => {
        output.push(line);
        resolve(/http:[^ ]+/.exec(line)?.[0] ?? "");
      });
      child.once("exit", () => reject(new Error(output.join("\n"))));
    });
    const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
    const close = () => {
      child.kill();
      return ended;
    };
    return { url, close, output };
  }

  /** What the accounts tell of their calls, and their databases as they lie on disk. */
  async traces(accounts: Readonly<Record<string, Account>>): Promise<Places> {
    const databases = await filesIn(this.folder, (path) => path.includes(".db"));
    const journals = Object.entries(accounts).map(async ([name, emulator]) => {
      const answer = await fetch(`${emulator.url}/_emulator/requests`);
      return [`the journal of ${name}`, await answer.text()] as const;
    });
    return new Map([...databases, ...(await Promise.all(journals))]);
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

/** The metadata service of a server with a role. */
export function serveRole(): Promise<string> {
  const keys = { AccessKeyId: "AK-role", SecretAccessKey: secrets.roleSecretKey };
  return serve(({ url = "" }, response) => response.end(url.endsWith("/") ? "role\n" : JSON.stringify(keys)));
}

/** A proxy that asks for a password and takes none; `heard` is what it was asked for, and with which. */
export async function serveProxy(): Promise<{ url: string; heard: string[] }> {
  const heard: string[] = [];
  const proxy = createServer().on("connect", ({ url, headers }, socket) => {
    heard.push(`${url} ${headers["proxy-authorization"]}`);
    // Whoever is refused may hang up first.
    socket.on("error", () => {});
    socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
  });
  const url = new URL(await listen(proxy));
  return { url: `http://me:${secrets.proxyPassword}@${url.host}`, heard };
}

/** Listings without an entry, by a part of the path that asks for them. */
export const emptyListings = {
  "/jobs": { total_cnt: 0, record_data: [] },
  "/getInputFileLog": { returnCode: "0", inputFileLogList: [] },
};

/**
 * Answers calls with a status and a refusal that repeats whatever is secret in them, and how they were signed; those
 * that `answers` knows are answered so, without a refusal.
 */
export function serveMirror(
  status: () => number,
  answers: Readonly<Record<string, object>> = {},
): Promise<string> {
  return serve(async (request, response) => {
    const { headers, url = "" } = request;
    const answer = Object.entries(answers).find(([path]) => url.includes(path))?.[1];
    if (answer !== undefined) return response.end(JSON.stringify(answer));
    const body = (await bodyOf(request)).toString("latin1");
    const heard = Object.values(secrets).filter((secret) =>
      JSON.stringify(headers).concat(body).includes(secret),
    );
    const signed = ["x-ncp-iam-access-key", "x-ncp-apigw-signature-v2"].map((name) => headers[name]);
    const repeated = [...heard, ...signed].join(" ");
    response.writeHead(status(), { "x-ncp-trace-id": encodeURIComponent(repeated) });
    return response.end(JSON.stringify({ error: { errorCode: repeated, message: repeated } }));
  });
}

/** Everything that printing a value can show. */
export function printed(value: unknown): string {
  const stack = value instanceof Error ? value.stack : "";
  return [
    stack,
    JSON.stringify(value),
    inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true }),
  ].join("\n");
}
