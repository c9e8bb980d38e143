import { crc32, deflateRawSync } from "node:zlib";

type Files = Readonly<Record<string, Buffer>>;

/** A zip archive of deflated files. */
export function zip(files: Files): Buffer<ArrayBuffer> {
  return assembled(files, 0, (packed) => packed);
}

/** The same in the traditional encryption of zip files. */
export function zipEncrypted(files: Files, password: string): Buffer<ArrayBuffer> {
  return assembled(files, 1, (packed, crc) => encrypted(packed, crc >>> 24, password));
}

function assembled(
  files: Files,
  flags: number,
  pack: (packed: Buffer, crc: number) => Buffer,
): Buffer<ArrayBuffer> {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const crc = crc32(content);
    const packed = pack(deflateRawSync(content), crc);
    const common = fields(
      [20, 2],
      [flags, 2],
      [8, 2],
      [0, 4],
      [crc, 4],
      [packed.length, 4],
      [content.length, 4],
      [name.length, 2],
      [0, 2],
    );
    const local = Buffer.concat([fields([0x04034b50, 4]), common, Buffer.from(name), packed]);
    directory.push(
      fields([0x02014b50, 4], [20, 2]),
      common,
      fields([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]),
      Buffer.from(name),
    );
    locals.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const count = Object.keys(files).length;
  const end = fields([0x06054b50, 4], [0, 4], [count, 2], [count, 2], [index.length, 4], [offset, 4], [0, 2]);
  return Buffer.concat([...locals, index, end]);
}

function fields(...values: readonly (readonly [number, 2 | 4])[]): Buffer {
  return Buffer.concat(
    values.map(([value, size]) => {
      const field = Buffer.alloc(size);
      field.writeUIntLE(value, 0, size);
      return field;
    }),
  );
}

/** Written apart from the emulator's own, from the same specification. */
function encrypted(plain: Buffer, checkByte: number, password: string): Buffer {
  const keys = [0x12345678, 0x23456789, 0x34567890] as [number, number, number];
  const update = (byte: number) => {
    keys[0] = crcStep(keys[0], byte);
    keys[1] = (Math.imul((keys[1] + (keys[0] & 0xff)) | 0, 134775813) + 1) >>> 0;
    keys[2] = crcStep(keys[2], keys[1] >>> 24);
  };
  for (const byte of Buffer.from(password)) update(byte);
  const header = Buffer.alloc(12, 0x5a);
  header[11] = checkByte;
  return Buffer.from(
    [...header, ...plain].map((byte) => {
      const mixed = (keys[2] | 2) & 0xffff;
      const stream = (Math.imul(mixed, mixed ^ 1) >>> 8) & 0xff;
      update(byte);
      return byte ^ stream;
    }),
  );
}

function crcStep(crc: number, byte: number): number {
  let value = (crc ^ byte) & 0xff;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return ((crc >>> 8) ^ value) >>> 0;
}
