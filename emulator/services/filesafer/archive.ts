import { crc32, inflateRawSync } from "node:zlib";
import { fileSaferCode } from "../../../provider/ncp/api/filesafer/codes";
import { ServiceRefusal } from "../../refusals";
import { decryptZipEntry } from "./zipcrypto";

export interface ArchiveEntry {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Enough for a real build, and few enough that a small file cannot make much of itself. */
const mostEntries = 10_000;
const mostBytes = 50 * 1024 * 1024;

const signatures = { file: 0x04034b50, directory: 0x02014b50, end: 0x06054b50 } as const;
const methods = { stored: 0, deflated: 8 } as const;
const encryptedFlag = 1;
const streamedFlag = 8;
/** Stand for a number that only the records of ZIP64 tell, which are for larger files than File Safer takes. */
const inZip64 = { count: 0xffff, number: 0xffffffff } as const;

export function isZip(bytes: Buffer): boolean {
  return (
    bytes.length >= 4 && [signatures.file, signatures.end].some((known) => known === bytes.readUInt32LE(0))
  );
}

/** The files in a zip archive. Throws 140010 when it cannot be opened, for want of the password too. */
export function readZip(bytes: Buffer, password: string | undefined): ArchiveEntry[] {
  try {
    return readEntries(bytes, password);
  } catch {
    // A RangeError of our own, one of a broken offset, an error of zlib: to the caller all are the same.
    throw new ServiceRefusal(fileSaferCode.unzipFailed);
  }
}

function readEntries(bytes: Buffer, password: string | undefined): ArchiveEntry[] {
  let left = mostBytes;
  const headers = readDirectory(bytes);
  const packed = headers.reduce((sum, { compressedSize }) => sum + compressedSize, 0);
  // No archiver lets entries share their bytes; 10,000 that do would be a hundred gigabytes of work.
  if (packed > bytes.length) throw new RangeError("entries that overlap");
  return headers
    .filter(({ name, size }) => !name.endsWith("/") || size > 0)
    .map((header) => {
      const content = contentOf(bytes, header, password, left);
      left -= content.length;
      return { name: header.name, bytes: content };
    });
}

interface Header {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly offset: number;
}

/** Where the last record begins: right behind the directory, so one that only stands in its comment is none. */
function endOf(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= 0; at -= 1)
    if (bytes.readUInt32LE(at) === signatures.end && isBehindDirectory(bytes, at)) return at;
  throw new RangeError("no directory");
}

function isBehindDirectory(bytes: Buffer, at: number): boolean {
  const [size, offset] = [bytes.readUInt32LE(at + 12), bytes.readUInt32LE(at + 16)];
  return offset === inZip64.number || offset + size === at;
}

function readDirectory(bytes: Buffer): Header[] {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count === inZip64.count || at === inZip64.number) throw new RangeError("a directory in ZIP64");
  if (count > mostEntries) throw new RangeError("too many entries");
  const headers: Header[] = [];
  for (let index = 0; index < count; index += 1) {
    const { header, next } = readHeaderAt(bytes, at);
    headers.push(header);
    at = next;
  }
  return headers;
}

function readHeaderAt(bytes: Buffer, at: number): { header: Header; next: number } {
  if (bytes.readUInt32LE(at) !== signatures.directory) throw new RangeError("not a directory entry");
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const header = {
    name: bytes.toString("utf8", at + 46, nameEnd),
    flags: bytes.readUInt16LE(at + 8),
    method: bytes.readUInt16LE(at + 10),
    time: bytes.readUInt16LE(at + 12),
    crc: bytes.readUInt32LE(at + 16),
    compressedSize: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    offset: bytes.readUInt32LE(at + 42),
  };
  return { header, next: nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32) };
}

function contentOf(bytes: Buffer, header: Header, password: string | undefined, limit: number): Buffer {
  const { offset, compressedSize, size, method } = header;
  if ([offset, compressedSize, size].includes(inZip64.number)) throw new RangeError("an entry in ZIP64");
  if (size > limit || bytes.readUInt32LE(offset) !== signatures.file) throw new RangeError("a broken entry");
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  if (start + compressedSize > bytes.length) throw new RangeError("an entry beyond the end");
  const packed = decryptEntry(bytes.subarray(start, start + compressedSize), header, password);
  const content = unpackEntry(packed, method, limit);
  if (crc32(content) !== header.crc) throw new RangeError("an entry with a wrong checksum");
  return content;
}

function decryptEntry(packed: Buffer, { flags, crc, time }: Header, password: string | undefined): Buffer {
  if ((flags & encryptedFlag) === 0) return packed;
  const checkByte = (flags & streamedFlag) === 0 ? crc >>> 24 : time >>> 8;
  const plain = password === undefined ? undefined : decryptZipEntry(packed, password, checkByte);
  if (plain === undefined) throw new RangeError("no password, or a wrong one");
  return plain;
}

function unpackEntry(packed: Buffer, method: number, limit: number): Buffer {
  if (method === methods.stored && packed.length <= limit) return packed;
  if (method !== methods.deflated) throw new RangeError("a method that is not supported");
  return inflateRawSync(packed, { maxOutputLength: Math.max(1, limit) });
}
