import { version } from "../provider/version";
import { subcommands } from "./subcommands";

const program = "pulumi-ncloud-security";

/** Does what the command line asks for. Whatever is wrong is told in one line, and the process then ends with 1. */
export async function main([name = "--help", ...args]: readonly string[]): Promise<void> {
  const subcommand = subcommands.get(name);
  try {
    if (subcommand === undefined) process.stdout.write(answer(name));
    else if (args.includes("--version")) process.stdout.write(answer("--version"));
    else await (await subcommand.load()).run(args);
  } catch (error) {
    const speaker = subcommand === undefined ? program : `${program} ${name}`;
    process.stderr.write(`${speaker}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/** To what is no subcommand. */
function answer(option: string): string {
  if (option === "--help" || option === "-h") return describeUsage();
  if (option === "--version") return `${version}\n`;
  const known = [...subcommands.keys(), "--help", "--version"];
  throw new Error(`there is no subcommand "${option}"; known are ${known.join(", ")}`);
}

function describeUsage(): string {
  const lines = [...subcommands].map(([name, { summary }]) => `  ${name.padEnd(9)}  ${summary}`);
  return `Usage: ${program} <subcommand> [options]

${lines.join("\n")}

  --help     show this text; after a subcommand, what it takes
  --version  show the version of this package
`;
}
