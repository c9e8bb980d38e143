import { readAccount } from "./account";
import { requireFree, writeFolder } from "./folder";
import { writeImportFile } from "./importFile";
import { takeInventory } from "./inventory";
import { parseArguments, usage } from "./options";
import { writeProgram } from "./program";

/** The subcommand `discover`. Throws an error that is fit to be shown. */
export async function run(args: readonly string[]): Promise<void> {
  const options = parseArguments(args);
  if (options === undefined) {
    process.stdout.write(usage);
    return;
  }
  if (options.out !== undefined) requireFree(options.out);
  const { resources, notes } = takeInventory(await readAccount({}));
  for (const note of notes) process.stderr.write(`${note}\n`);
  if (resources.length === 0) throw new Error("there is nothing that a program could have");
  const program = writeProgram(resources);
  if (options.out === undefined) process.stdout.write(program);
  else await writeFolder(options.out, { program, importFile: writeImportFile(resources) });
}
