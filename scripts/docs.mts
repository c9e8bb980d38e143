// npm run docs [-- --check]: writes the pages of docs/ and the schema that follow from the code; --check only compares them.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { errorTables } from "./docs/errorTables.mts";
import { policyTables } from "./docs/policyTables.mts";
import { resourceTables } from "./docs/resourceTables.mts";
import { supportMatrix } from "./docs/supportMatrix.mts";
import { root } from "./prepare.mjs";
import { pluginSchema } from "./schema/index.mts";
import { runTask, StepError, say } from "./task.mjs";

/** Each page is made of what the code says, or of what it says and the page around it. */
const pages = new Map<string, (present: string) => string>([
  ["docs/support-matrix.md", supportMatrix],
  ["docs/errors.md", errorTables],
  ["docs/resources.md", resourceTables],
  ["provider/shells/plugin/schema.json", pluginSchema],
  ["docs/policies.md", policyTables],
]);

await runTask(async () => {
  const args = process.argv.slice(2);
  if (args.some((arg) => arg !== "--check")) throw new StepError("Usage: npm run docs [-- --check]");
  for (const [path, page] of pages) {
    const present = await readFile(join(root, path), "utf8").catch(() => "");
    await (args.length > 0 ? check : write)(path, present, page(present));
  }
  return 0;
});

async function write(path: string, _present: string, text: string): Promise<void> {
  await writeFile(join(root, path), text);
  say(`Wrote ${path}.`);
}

async function check(path: string, present: string, text: string): Promise<void> {
  if (present !== text) throw new StepError(`${path} is stale: run npm run docs, and commit what it writes.`);
}
