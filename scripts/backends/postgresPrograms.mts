import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { debianFolder } from "./debian.mts";

/** Where Debian has the programs, a folder a version: of them, only the client's are on PATH. */
const VERSIONS = "usr/lib/postgresql";
const PARTS = ["initdb", "postgres"];

/** PostgreSQL's programs on this machine. */
export interface PostgresPrograms {
  /** The folder with `initdb` and `postgres`. */
  readonly bin: string;
  /** Where their libraries are, if the system does not know. */
  readonly libraries?: string;
  /** The folder that holds all of it, if it is in the cache. */
  readonly root?: string;
}

/** Those on PATH, Debian's, or those in the cache. */
export async function presentPostgres(): Promise<PostgresPrograms | undefined> {
  const onPath = (process.env.PATH ?? "").split(delimiter);
  const bin = [...onPath, ...(await debianBins("/"))].find(isWhole);
  if (bin !== undefined) return { bin };
  const cached = await debianFolder();
  return cached === undefined ? undefined : programsIn(cached);
}

/** Those of the packages that were unpacked into a folder. */
export async function programsIn(root: string): Promise<PostgresPrograms | undefined> {
  const bin = (await debianBins(root)).find(isWhole);
  if (bin === undefined) return undefined;
  const libraries = (await namesIn(join(root, "usr/lib"))).find((name) => name.includes("-linux-"));
  return { bin, root, libraries: libraries && join(root, "usr/lib", libraries) };
}

/** The newest version first. */
async function debianBins(root: string): Promise<string[]> {
  const versions = await namesIn(join(root, VERSIONS));
  return versions
    .sort((a, b) => b.localeCompare(a, "en", { numeric: true }))
    .map((version) => join(root, VERSIONS, version, "bin"));
}

function isWhole(bin: string): boolean {
  return PARTS.every((part) => existsSync(join(bin, part)));
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
