// node scripts/bundle.mts: the plugin as one file that needs nothing but Node.js, in dist/plugin.
import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rolldown } from "rolldown";
import manifest from "../package.json" with { type: "json" };
import { root } from "./prepare.mjs";

const folder = join(root, "dist/plugin");
const name = "pulumi-resource-ncloud-security";

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const modules = await bundle(join(folder, name));
await chmod(join(folder, name), 0o755);
await writeFile(join(folder, "NOTICE"), await collectNotices(modules));
await cp(join(root, "LICENSE"), join(folder, "LICENSE"));
// Wherever the folder is copied to: without it, a package.json above would decide how Node.js reads the file.
const { version, license, engines } = manifest;
const own = { name, version, license, engines, type: "commonjs", private: true };
await writeFile(join(folder, "package.json"), `${JSON.stringify(own, undefined, 2)}\n`);

/** Answers the files that it is made of. */
async function bundle(file: string): Promise<string[]> {
  const build = await rolldown({
    input: join(root, "provider/shells/plugin/index.ts"),
    platform: "node",
    tsconfig: false,
  });
  const { output } = await build.write({
    file,
    format: "cjs",
    codeSplitting: false,
    banner: "#!/usr/bin/env node",
  });
  await build.close();
  return output.flatMap((each) => (each.type === "chunk" ? each.moduleIds : []));
}

/** The licenses of all packages that are taken in. */
async function collectNotices(files: readonly string[]): Promise<string> {
  const folders = new Set(files.map(findPackage).filter((found) => found !== undefined));
  const notices = await Promise.all([...folders].sort().map(readNotice));
  return notices.join(`\n${"-".repeat(80)}\n\n`);
}

/** The folder of the package that a file belongs to; undefined for one of ours. */
function findPackage(file: string): string | undefined {
  const [inside] = file.match(/^.*[\\/]node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+/) ?? [];
  return inside;
}

async function readNotice(packageFolder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8"));
  const texts = (await readdir(packageFolder)).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  const read = texts.map((file) => readFile(join(packageFolder, file), "utf8"));
  return [`${name} ${version} (${license})\n`, ...(await Promise.all(read))].join("\n");
}
