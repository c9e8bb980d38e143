import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Artefact {
  readonly path: string;
  readonly sha1: string;
}

/** A folder of files to inspect, there for as long as a test file runs. */
export class Artefacts {
  readonly folder = mkdtempSync(join(tmpdir(), "ncloud-security-artefacts-"));

  write(name: string, content: string): Artefact {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return { path, sha1: createHash("sha1").update(content).digest("hex") };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
