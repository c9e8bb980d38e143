import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../engine/cache.mts";
import { placeFolder } from "../engine/place.mts";
import { run } from "../run.mjs";
import { type Say, StepError } from "../task.mjs";

const PACKAGE = "postgresql";

/** Where {@link getFromDebian} puts the programs: they fit one release of one system. Undefined if it is no Debian. */
export async function debianFolder(): Promise<string | undefined> {
  const text = await readFile("/etc/os-release", "utf8").catch(() => "");
  const [id, version] = ["ID", "VERSION_ID"].map((name) => readField(name, text));
  return id && version ? join(cacheFolder(), `${PACKAGE}-${id}-${version}`) : undefined;
}

function readField(name: string, text: string): string | undefined {
  return new RegExp(`^${name}="?([\\w.-]+)"?$`, "m").exec(text)?.[1];
}

/** Unpacks the system's own packages into the cache, with all that they need and the system lacks. */
export async function getFromDebian(say: Say): Promise<void> {
  const folder = await debianFolder();
  const { code } = await run("apt-get", ["--version"], { quiet: true });
  if (folder === undefined || code !== 0) throw new StepError("it is not installed, and there is no apt-get");
  say("Unpacking PostgreSQL's packages into the cache (once, up to a minute) ...");
  await placeFolder(folder, async (unfinished) => {
    const root = join(unfinished, "root");
    for (const file of await download(unfinished)) await runStep("dpkg", ["--extract", file, root]);
    return root;
  });
}

/** apt-get needs no root when its folders are the caller's own; it must not become another user to write there. */
async function download(folder: string): Promise<string[]> {
  const [lists, cache] = [join(folder, "lists"), join(folder, "cache")];
  const archives = join(cache, "archives");
  await mkdir(join(lists, "partial"), { recursive: true });
  await mkdir(join(archives, "partial"), { recursive: true });
  const settings = [
    `Dir::State::lists=${lists}`,
    `Dir::Cache=${cache}`,
    "Debug::NoLocking=true",
    `APT::Sandbox::User=${process.getuid?.() === 0 ? "root" : ""}`,
  ].flatMap((setting) => ["-o", setting]);
  await runStep("apt-get", [...settings, "--quiet", "update"]);
  const what = ["--download-only", "--yes", "--no-install-recommends", "install", PACKAGE];
  await runStep("apt-get", [...settings, "--quiet", ...what]);
  const names = await readdir(archives);
  return names.filter((name) => name.endsWith(".deb")).map((name) => join(archives, name));
}

async function runStep(command: string, args: readonly string[]): Promise<void> {
  const { code, output } = await run(command, args, { quiet: true });
  if (code !== 0)
    throw new StepError(`${command} failed:\n${output.trimEnd().split("\n").slice(-10).join("\n")}`);
}
