import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Where stacks keep their state, empty at first. */
export interface Backend {
  /** What leads an engine to it. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** A server of scripts/backends, or a folder of this machine. */
export function openBackend(name: "postgres" | "s3" | "file"): Promise<Backend> {
  return name === "file" ? openFolder() : openServer(name);
}

async function openFolder(): Promise<Backend> {
  const folder = await mkdtemp(join(tmpdir(), "ncloud-security-backend-"));
  return {
    env: { PULUMI_BACKEND_URL: pathToFileURL(folder).href },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A process of its own, which ends the server when this one dies. */
async function openServer(name: string): Promise<Backend> {
  const server = spawn(process.execPath, ["scripts/backends/serve.mts", name], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(server, "close");
  const [answer] = await Promise.race([once(server.stdout, "data"), ended]);
  if (!Buffer.isBuffer(answer)) throw new Error(`the ${name} backend did not start`);
  const close = async () => {
    server.stdin.end();
    await ended;
  };
  return { env: JSON.parse(answer.toString()), close };
}
