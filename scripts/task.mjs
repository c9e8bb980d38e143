/** A step that cannot go on; the message says why and what to do. */
export class StepError extends Error {}

/** @typedef {(line: string) => void} Say */

/**
 * Progress goes to standard error, so that the output of a command can be piped.
 * @type {Say}
 */
export const say = (line) => console.error(line);

/**
 * Runs a task and makes its result the exit code of this process.
 * @param {() => Promise<number>} task
 */
export async function runTask(task) {
  try {
    process.exitCode = await task();
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
