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

/** The secret as it is, in hexadecimal, percent-encoded, and in the middle of base64 text. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // Base64 depends on what stands before; the first and last signs of each of the three forms belong to neighbours.
  const inside = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replace(/=+$/, "")
      .slice(before === 0 ? 0 : before + 1, -1),
  );
  return [secret, bytes.toString("hex"), encodeURIComponent(secret), ...inside];
}

/** Every file in a folder and below, as text that keeps each byte. */
export async function filesIn(folder: string, but: readonly string[] = []): Promise<Places> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const wanted = paths.filter((path) => !but.some((part) => path.includes(part)));
  return new Map(
    await Promise.all(
      wanted.map(
        async (path) =>
          [`the file ${path.slice(folder.length + 1)}`, await readFile(path, "latin1")] as const,
      ),
    ),
  );
}
