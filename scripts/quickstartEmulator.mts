import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startEmulator } from "pulumi-ncloud-security/emulator";
import { StepError } from "./task.mjs";

export type Emulator = Awaited<ReturnType<typeof startEmulator>>;

/** Slow enough that a scan is still active when a newcomer comes to try `destroy`. */
const SECONDS_A_STAGE = 120;

/** Below the ports that systems give to outgoing connections, so that none of them takes it in between. */
const FIRST_PORT = 4600;
const LAST_PORT = 4699;

/** The emulator whose state is in `folder`, at the address where it was the last time: resources know it by that. */
export async function openEmulator(folder: string): Promise<Emulator> {
  const file = join(folder, "port");
  const known = await rememberedPort(file);
  if (known === undefined) {
    const emulator = await startSomewhere(folder, FIRST_PORT);
    await writeFile(file, `${new URL(emulator.url).port}\n`);
    return emulator;
  }
  const emulator = await startAt(folder, known);
  if (emulator !== undefined) return emulator;
  throw new StepError(
    `Port ${known} of 127.0.0.1 is taken, and the quick start's resources know their emulator there. Another of its ` +
      "commands may still be running: wait for it, or end the program that has the port. Or start afresh: delete " +
      ".quickstart/",
  );
}

async function rememberedPort(file: string): Promise<number | undefined> {
  if (!existsSync(file)) return undefined;
  const text = await readFile(file, "utf8");
  if (/^\d{1,5}\s*$/.test(text)) return Number(text);
  throw new StepError(`${file} holds no port: delete .quickstart/ to start afresh.`);
}

async function startSomewhere(folder: string, port: number): Promise<Emulator> {
  const emulator = await startAt(folder, port);
  if (emulator !== undefined) return emulator;
  if (port < LAST_PORT) return startSomewhere(folder, port + 1);
  throw new StepError(`No port of 127.0.0.1 from ${FIRST_PORT} to ${LAST_PORT} is free for the emulator.`);
}

/** Undefined if the port is taken. */
async function startAt(folder: string, port: number): Promise<Emulator | undefined> {
  try {
    return await startEmulator({ port, data: join(folder, "emulator.db"), pace: SECONDS_A_STAGE });
  } catch (error) {
    if (error instanceof Error && codeOf(error.cause) === "EADDRINUSE") return undefined;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
