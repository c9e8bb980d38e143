// node scripts/bundle.mts: what has a process of its own, as one file: it starts sooner than many do, and the plugin
// needs nothing but Node.js.
import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rolldown } from "rolldown";
import manifest from "../package.json" with { type: "json" };
import { root } from "./prepare.mjs";

interface Bundle {
  /** A folder of its own in dist. */
  readonly folder: string;
  /** What each of its files begins with. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Whether undici is loaded late, from a folder beside it, rather than taken in. */
  readonly hasUndiciBeside?: boolean;
  /** Whether what is loaded late becomes a file of its own. */
  readonly isSplit?: boolean;
}

/** In place of the package. */
const undici = "scripts/undici.cjs";

const pluginName = "pulumi-resource-ncloud-security";

const bundles: readonly Bundle[] = [
  { folder: "undici", inputs: { "index.js": undici } },
  { folder: "plugin", inputs: { [pluginName]: "provider/shells/plugin/index.ts" } },
  {
    // Together, because both have the emulator.
    folder: "command",
    inputs: { "index.js": "cli/index.ts", "emulator.js": "emulator/index.ts" },
    hasUndiciBeside: true,
    isSplit: true,
  },
  {
    folder: "runtime",
    inputs: { "index.js": "provider/shells/dynamic/runtime.ts" },
    hasUndiciBeside: true,
  },
];

for (const bundle of bundles) {
  const folder = join(root, "dist", bundle.folder);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const modules = await write(bundle, folder);
  await writeFile(join(folder, "NOTICE"), await collectNotices(modules));
}
await completePlugin(join(root, "dist/plugin"));
// Says that all of it is there, and since when.
await writeFile(join(root, "dist/bundles.stamp"), "");

/** Answers the files that it is made of. */
async function write(bundle: Bundle, dir: string): Promise<string[]> {
  const { inputs, hasUndiciBeside = false, isSplit = false } = bundle;
  const input = Object.fromEntries(
    Object.entries(inputs).map(([file, source]) => [file, join(root, source)]),
  );
  const build = await rolldown({
    input,
    platform: "node",
    tsconfig: false,
    external: hasUndiciBeside ? ["undici"] : [],
    resolve: { alias: { undici$: join(root, undici) } },
  });
  const { output } = await build.write({
    dir,
    format: "cjs",
    codeSplitting: isSplit,
    entryFileNames: "[name]",
    chunkFileNames: "[name].js",
    paths: { undici: "../undici/index.js" },
  });
  await build.close();
  return output.flatMap((each) => (each.type === "chunk" ? each.moduleIds : []));
}

/** Wherever the folder is copied to: without a package.json, one above would decide how Node.js reads the file. */
async function completePlugin(folder: string): Promise<void> {
  await chmod(join(folder, pluginName), 0o755);
  const { version, license, engines } = manifest;
  const own = { name: pluginName, version, license, engines, type: "commonjs", private: true };
  await writeFile(join(folder, "package.json"), `${JSON.stringify(own, undefined, 2)}\n`);
  await cp(join(root, "LICENSE"), join(folder, "LICENSE"));
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
