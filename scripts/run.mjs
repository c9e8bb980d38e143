// Plain JavaScript: start.mjs needs this before the Node.js that understands TypeScript is installed.
import { spawn } from "node:child_process";
import { constants } from "node:os";

/** What a shell reports for a program that is not there. */
export const NOT_FOUND = 127;

/** @typedef {{ code: number, output: string }} Outcome */
/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [quiet] collect the output for the caller instead of showing it
 * @property {number} [timeoutMs] ends the program after this time
 * @property {number} [uid] whose process it is, if not the caller's
 * @property {number} [gid]
 * @property {boolean} [shell] needed for `.cmd` files on Windows
 */

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Outcome>} code: 128 + n after signal n and 127 if the program is missing, as shells have it
 */
export function run(command, args, { quiet = false, timeoutMs, ...options } = {}) {
  const child = spawn(command, args, {
    ...options,
    timeout: timeoutMs,
    stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit",
  });
  const received = passSignals(child);
  /** @type {Buffer[]} */
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => chunks.push(chunk));
  }
  return new Promise((resolve) => {
    const finish = (/** @type {number} */ code, /** @type {string} */ note) => {
      const signal = received.stop();
      if (quiet && signal) process.exit(128 + constants.signals[signal]);
      resolve({ code, output: Buffer.concat(chunks).toString() + note });
    };
    child.on("error", (error) => finish(NOT_FOUND, error.message));
    child.on("close", (code, signal) => finish(code ?? 128 + constants.signals[signal ?? "SIGTERM"], ""));
  });
}

/**
 * Keeps this process alive until the child has ended in its own way. A terminal sends Ctrl-C to both, and
 * Pulumi takes a second one for "stop at once", so SIGINT is passed on only where there is no terminal.
 *
 * @param {import("node:child_process").ChildProcess} child
 * @returns {{ stop(): "SIGINT" | "SIGTERM" | undefined }} stop: ends this and tells what was received
 */
function passSignals(child) {
  const hasTerminal = [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);
  /** @type {"SIGINT" | "SIGTERM" | undefined} */
  let received;
  const onInterrupt = () => {
    received = "SIGINT";
    if (!hasTerminal) child.kill("SIGINT");
  };
  const onTerminate = () => {
    received = "SIGTERM";
    child.kill("SIGTERM");
  };
  process.on("SIGINT", onInterrupt).on("SIGTERM", onTerminate);
  return {
    stop() {
      process.off("SIGINT", onInterrupt).off("SIGTERM", onTerminate);
      return received;
    },
  };
}
