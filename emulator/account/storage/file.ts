import { closeSync, readSync } from "node:fs";
import { openIfThere } from "../../../provider/ncp/settings/openIfThere";
import { applicationId, schemaVersion } from "./tables";

/** https://www.sqlite.org/fileformat.html: where a database says what it is. */
const headerSize = 100;
const magic = "SQLite format 3\0";
const userVersionAt = 60;
const applicationIdAt = 68;

/**
 * Whether a file is a database of the emulator; false when it is empty or not there. Throws when it
 * is anything else. The header is read without SQLite, which would write: it takes in the log that
 * lies beside a database.
 */
export function isOwnFile(path: string): boolean {
  const header = readHeader(path);
  if (header.length === 0) return false;
  if (!header.toString("latin1").startsWith(magic)) throw new Error(`it is no SQLite database; ${remedy}`);
  if (header.readInt32BE(applicationIdAt) !== applicationId)
    throw new Error(`it is the database of another program; ${remedy}`);
  const version = header.readInt32BE(userVersionAt);
  if (version === schemaVersion) return true;
  throw new Error(`it has version ${version}, this emulator needs version ${schemaVersion}; ${remedy}`);
}

const remedy = "nothing was written to it: name another file, or delete this one";

function readHeader(path: string): Buffer {
  const file = openIfThere(path);
  if (file === undefined) return Buffer.alloc(0);
  try {
    const header = Buffer.alloc(headerSize);
    return readSync(file, header) === 0 ? Buffer.alloc(0) : header;
  } finally {
    closeSync(file);
  }
}
