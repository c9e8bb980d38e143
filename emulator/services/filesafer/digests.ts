import { createHash } from "node:crypto";

export interface Digests {
  readonly sha1: string;
  readonly md5: string;
  readonly sha256: string;
}

export function computeDigests(bytes: Uint8Array): Digests {
  const digest = (algorithm: string) => createHash(algorithm).update(bytes).digest("hex");
  return { sha1: digest("sha1"), md5: digest("md5"), sha256: digest("sha256") };
}
