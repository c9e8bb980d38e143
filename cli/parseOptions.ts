import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

/** The values of a subcommand's options. Throws an error that lists the options that there are. */
export function parseOptions<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const known = Object.keys(options).map((name) => `--${name}`);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason}; known are ${known.join(", ")}`);
  }
}
