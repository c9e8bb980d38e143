// npm run docs [-- --check]: writes the pages of docs/ that follow from the code; --check only compares them.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { errorTables } from "./docs/errorTables.mts";
import { supportMatrix } from "./docs/supportMatrix.mts";
import { root } from "./prepare.mjs";
import { runTask, StepError, say } from "./task.mjs";

const pages = new Map([
  ["docs/support-matrix.md", supportMatrix],
  ["docs/errors.md", errorTables],
]);

await runTask(async () => {
  const args = process.argv.slice(2);
  if (args.some((arg) => arg !== "--check")) throw new StepError("Usage: npm run docs [-- --check]");
  for (const [path, page] of pages) await (args.length > 0 ? check : write)(path, page());
  return 0;
});

async function write(path: string, text: string): Promise<void> {
  await writeFile(join(root, path), text);
  say(`Wrote ${path}.`);
}

async function check(path: string, text: string): Promise<void> {
  const present = await readFile(join(root, path), "utf8").catch(() => undefined);
  if (present !== text) throw new StepError(`${path} is stale: run npm run docs, and commit what it writes.`);
}
