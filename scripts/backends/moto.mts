import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../engine/cache.mts";
import { placeFolder } from "../engine/place.mts";
import { run } from "../run.mjs";
import { type Say, StepError } from "../task.mjs";
import type { Running } from "./index.mts";
import { startServer } from "./server.mts";

const REQUIREMENTS = join(import.meta.dirname, "requirements.txt");
const BUCKET = "state";

/** The folder with moto in the cache, if it is there. */
export async function presentMoto(): Promise<string | undefined> {
  const folder = await destination();
  return folder !== undefined && existsSync(folder) ? folder : undefined;
}

/** A download of about 25 MB. */
export async function getMoto(say: Say): Promise<void> {
  const folder = await destination();
  if (folder === undefined) throw new StepError("there is no python3 on PATH");
  say("Installing moto, an S3 endpoint for tests, with pip (once, about 10 seconds) ...");
  await placeFolder(folder, async (unfinished) => {
    const args = ["-m", "pip", "install", "--quiet", "--no-deps", "--target", unfinished, "-r", REQUIREMENTS];
    const { code, output } = await run("python3", args, { quiet: true });
    if (code !== 0) throw new StepError(`pip failed:\n${output.trimEnd()}`);
    return unfinished;
  });
}

/** Parts of it are compiled for one version of Python. */
async function destination(): Promise<string | undefined> {
  const { code, output } = await run("python3", ["--version"], { quiet: true });
  const python = /^Python (\d+\.\d+)/.exec(output)?.[1];
  if (code !== 0 || python === undefined) return undefined;
  const pins = createHash("sha256")
    .update(await readFile(REQUIREMENTS))
    .digest("hex");
  return join(cacheFolder(), `moto-${pins.slice(0, 12)}-python-${python}`);
}

/** Starts an S3 endpoint with one empty bucket, which holds everything in memory. */
export async function startMoto(folder: string): Promise<Running> {
  const args = ["-m", "moto.server", "--host", "127.0.0.1", "--port", "0"];
  const env = { ...process.env, PYTHONPATH: folder, PYTHONUNBUFFERED: "1" };
  const { said, stop } = await startServer("python3", args, /Running on http:\/\/(\S+)/, {
    cwd: folder,
    env,
  });
  const address = said[1];
  await fetch(`http://${address}/${BUCKET}`, { method: "PUT" });
  return {
    env: {
      PULUMI_BACKEND_URL: `s3://${BUCKET}?endpoint=${address}&disableSSL=true&s3ForcePathStyle=true`,
      AWS_ACCESS_KEY_ID: "tests",
      AWS_SECRET_ACCESS_KEY: "tests",
      AWS_REGION: "us-east-1",
      // Else the engine warns at each answer that moto gives no checksum.
      AWS_RESPONSE_CHECKSUM_VALIDATION: "when_required",
      // Nothing is asked of a machine's metadata service, and nothing of the user's own profile used.
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_PROFILE: "",
    },
    stop,
  };
}
