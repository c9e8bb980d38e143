import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { maximumFileSize } from "../../ncp/api/filesafer/schemas";
import { ForeseenError } from "../kit/failure";
import type { Context } from "../kit/lifecycle";

/** What identifies a content. */
export interface Fingerprint {
  sha1: string;
  md5: string;
  sha256: string;
  /** Bytes. */
  fileSize: number;
}

/** Why a file cannot be inspected. */
export class FileProblem extends ForeseenError {
  constructor(
    message: string,
    /** There is no file at all. */
    readonly isMissing = false,
  ) {
    super(message);
  }
}

const algorithms = ["sha1", "md5", "sha256"] as const;

/** Reads a file piece by piece. Throws a FileProblem for what File Safer would not take. */
export async function computeFingerprint(path: string): Promise<Fingerprint> {
  const fileSize = await readSize(path);
  const hashes = algorithms.map((algorithm) => createHash(algorithm));
  for await (const piece of createReadStream(path)) for (const hash of hashes) hash.update(piece);
  const [sha1 = "", md5 = "", sha256 = ""] = hashes.map((hash) => hash.digest("hex"));
  return { sha1, md5, sha256, fileSize };
}

async function readSize(path: string): Promise<number> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    const reason = reasons[error.code ?? ""] ?? `cannot be read (${error.code ?? "no reason given"})`;
    throw new FileProblem(reason, error.code === "ENOENT");
  });
  if (!found.isFile())
    throw new FileProblem(
      found.isDirectory() ? "is a directory: inspect an archive of it" : "is not a regular file",
    );
  if (found.size === 0) throw new FileProblem("is empty, so there is nothing to inspect");
  if (found.size > maximumFileSize) {
    throw new FileProblem(`has ${found.size} bytes; File Safer takes at most ${maximumFileSize} (10 MB)`);
  }
  return found.size;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "does not exist; a relative path starts at the program's folder",
  EACCES: "may not be read by this user",
};

/** A file as `check` has seen it. */
interface CheckedFile extends Pick<Fingerprint, "sha256"> {
  readonly source: string;
}

/** The content itself, provided that it is still the one that was checked. */
export async function contentOf(
  { secretArguments }: Pick<Context, "secretArguments">,
  { source, sha256 }: CheckedFile,
): Promise<Blob> {
  const shown = secretArguments.has("source") ? "the file" : resolve(source);
  const bytes = await readFile(source).catch((error: NodeJS.ErrnoException) => {
    throw new FileProblem(
      `source: ${shown} cannot be read, so it cannot be inspected (${error.code ?? "no reason given"})`,
    );
  });
  if (createHash("sha256").update(bytes).digest("hex") !== sha256)
    throw new FileProblem(`source: ${shown} has changed since the update began; run \`pulumi up\` again`);
  return new Blob([bytes]);
}
