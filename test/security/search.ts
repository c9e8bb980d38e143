import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Texts to be searched, by the name of the place that each was found at. */
export type Places = Map<string, string>;

/** Where any of the secrets stands, plainly or in an encoding that anybody can undo. */
export function leaks(places: Places, secrets: Readonly<Record<string, string>>): string[] {
  return [...places].flatMap(([place, text]) =>
    Object.entries(secrets)
      .filter(([, secret]) => spellings(secret).some((spelling) => text.includes(spelling)))
      .map(([name]) => `${name} is in ${place}`),
  );
}

/** The secret as it is, percent-encoded, in hexadecimal, and as a part of a text in base64. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // A sign of base64 stands for parts of two bytes, so the first and the last ones depend on the neighbours.
  const inside = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    return text.replace(/=+$/, "").slice(before === 0 ? 0 : before + 1, -1);
  });
  return [secret, encodeURIComponent(secret), bytes.toString("hex"), ...inside];
}

/** The files in a folder and below, as text that keeps every byte. */
export async function filesIn(folder: string, wanted: (path: string) => boolean): Promise<Places> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const texts = paths
    .filter(wanted)
    .map(async (path) => [`the file ${path}`, await readFile(join(folder, path), "latin1")] as const);
  return new Map(await Promise.all(texts));
}
