import { parseOptions } from "../parseOptions";

export const usage = `Usage: pulumi-ncloud-security discover [options]

Reads an account, and prints a Pulumi program for what is there: when File Safer notifies, and
the latest finished scan of each target. Nothing is changed or scanned. The account is that of the
environment and ~/.ncloud/configure, as for the provider. More: docs/discover.md of this package.

  --out FOLDER  write index.ts and import.json into this folder, which must not have them yet
                (default: print index.ts)
  --help        show this text
`;

const options = {
  out: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** What the command line asks for; undefined when it asks for help. Throws an error that is fit to be shown. */
export function parseArguments(args: readonly string[]): { out?: string } | undefined {
  const { out, help } = parseOptions(args, options);
  if (help) return undefined;
  if (out === "") throw new Error("--out must be a folder, not an empty text");
  return { out };
}
