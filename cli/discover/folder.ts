import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const names = { program: "index.ts", importFile: "import.json" } as const;

type Texts = Readonly<Record<keyof typeof names, string>>;

/** Throws where a file would be overwritten; asked before the account is read, which may take long. */
export function requireFree(folder: string): void {
  const present = Object.values(names).find((name) => existsSync(join(folder, name)));
  if (present !== undefined)
    throw new Error(`${join(folder, present)} is there already: move it away, or give --out another folder`);
}

export async function writeFolder(folder: string, texts: Texts): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, names.program), texts.program, { flag: "wx" });
  await writeFile(join(folder, names.importFile), texts.importFile, { flag: "wx" });
}
