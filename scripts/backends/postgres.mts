import { randomBytes } from "node:crypto";
import { chown, cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../run.mjs";
import { StepError } from "../task.mjs";
import type { Running } from "./index.mts";
import { type PostgresPrograms, programsIn } from "./postgresPrograms.mts";
import { type Server, type ServerOptions, startServer } from "./server.mts";

const USER = "pulumi";
const READY = /ready to accept connections/;

/** The port that was found free may be taken when the server starts. */
const ATTEMPTS = 5;

/** Each engine opens up to two connections a core, and a test runs many engines. */
const CONNECTIONS = "500";

/** PostgreSQL refuses to run as root: root has it run as the system's nobody. */
const NOBODY = 65_534;

interface Host {
  readonly programs: PostgresPrograms;
  readonly data: string;
  readonly options: ServerOptions;
}

/** Starts a server with an empty database, which is deleted when it stops. */
export async function startPostgres(installed: PostgresPrograms): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), "ncloud-security-postgres-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const host = await prepareHost(folder, installed);
    const password = await makeDatabase(host);
    const { server, port } = await serve(host);
    const url = `postgres://${USER}:${password}@127.0.0.1:${port}/postgres?sslmode=disable`;
    return { env: { PULUMI_BACKEND_URL: url }, stop: () => server.stop().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function prepareHost(folder: string, installed: PostgresPrograms): Promise<Host> {
  const isRoot = process.getuid?.() === 0;
  const programs = isRoot ? await openToAll(installed, folder) : installed;
  if (isRoot) await chown(folder, NOBODY, NOBODY);
  const env = { ...process.env, LD_LIBRARY_PATH: programs.libraries ?? process.env.LD_LIBRARY_PATH };
  const owner = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  return { programs, data: join(folder, "data"), options: { cwd: folder, env, ...owner } };
}

/** Nobody may not look into the cache of root. */
async function openToAll(installed: PostgresPrograms, folder: string): Promise<PostgresPrograms> {
  if (installed.root === undefined) return installed;
  const root = join(folder, "programs");
  await cp(installed.root, root, { recursive: true, verbatimSymlinks: true });
  return (await programsIn(root)) ?? installed;
}

/** @returns the password of its user */
async function makeDatabase({ programs, data, options }: Host): Promise<string> {
  const password = randomBytes(16).toString("hex");
  const file = join(options.cwd, "password");
  await writeFile(file, password);
  const access = ["--username", USER, "--pwfile", file, "--auth", "scram-sha-256"];
  const args = ["--pgdata", data, ...access, "--encoding", "UTF8", "--no-locale", "--no-sync"];
  const { code, output } = await run(join(programs.bin, "initdb"), args, { ...options, quiet: true });
  if (code !== 0) throw new StepError(`initdb failed:\n${output}`);
  return password;
}

async function serve(
  { programs, data, options }: Host,
  attempts = ATTEMPTS,
): Promise<{ server: Server; port: number }> {
  const port = await findFreePort();
  const address = ["-h", "127.0.0.1", "-p", String(port), "-k", ""];
  // Without -F it would wait for the disk, for data that nobody needs after a crash.
  const args = ["-D", data, ...address, "-N", CONNECTIONS, "-F"];
  try {
    return { server: await startServer(join(programs.bin, "postgres"), args, READY, options), port };
  } catch (error) {
    if (attempts > 1) return serve({ programs, data, options }, attempts - 1);
    throw error;
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("a TCP server has a port");
  return address.port;
}
