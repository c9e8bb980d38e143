// npm run sdks [-- FOLDER]: writes the SDKs of other languages, from the plugin's schema, into dist/sdks or FOLDER.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import manifest from "../package.json" with { type: "json" };
import { root } from "./prepare.mjs";
import { NOT_FOUND, run } from "./run.mjs";
import { runTask, StepError, say } from "./task.mjs";

await runTask(async () => {
  const [given] = process.argv.slice(2);
  const folder = given === undefined ? join(root, "dist/sdks") : resolve(given);
  // What is in a folder of the user's own is not ours to delete.
  if (given === undefined) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new StepError(`${folder} is not empty: name another folder.`);
  const schema = await writeSchema(folder);
  say("Generating (the first time with a minute of building) ...");
  const { code, output } = await run("go", ["run", "-mod=readonly", ".", schema, folder], {
    cwd: join(root, "scripts/sdks"),
    env: { ...process.env, GOWORK: "off" },
    quiet: true,
  });
  if (code === NOT_FOUND)
    throw new StepError("Go was not found, in which Pulumi's generators are written: https://go.dev/dl");
  if (code !== 0) throw new StepError(`${output.trimEnd()}\n\nThe SDKs could not be generated (above).`);
  say(`Wrote ${folder}: go, nodejs, python, and the schema, of which Pulumi makes those of other languages.`);
  return 0;
});

/** With the version, as the plugin answers it: the SDKs ask for the plugin of theirs. */
async function writeSchema(folder: string): Promise<string> {
  const schema = JSON.parse(await readFile(join(root, "provider/shells/plugin/schema.json"), "utf8"));
  const file = join(folder, "schema.json");
  await writeFile(file, `${JSON.stringify({ ...schema, version: manifest.version }, null, 2)}\n`);
  return file;
}
