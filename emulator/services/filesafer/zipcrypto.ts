import { crc32 } from "node:zlib";

/** Decrypts an entry of a zip file's traditional encryption; undefined for a wrong password. */
export function decryptZipEntry(encrypted: Buffer, password: string, checkByte: number): Buffer | undefined {
  const keys = new ZipKeys(password);
  const plain = Buffer.from(encrypted.map((byte) => keys.decrypt(byte)));
  // The first twelve bytes are random but for the last one.
  return plain.length >= 12 && plain[11] === checkByte ? plain.subarray(12) : undefined;
}

/** The cipher of APPNOTE.TXT, section 6.1. */
class ZipKeys {
  #first = 0x12345678;
  #second = 0x23456789;
  #third = 0x34567890;

  constructor(password: string) {
    for (const byte of Buffer.from(password)) this.#update(byte);
  }

  decrypt(byte: number): number {
    const mixed = (this.#third | 2) & 0xffff;
    const plain = byte ^ ((Math.imul(mixed, mixed ^ 1) >>> 8) & 0xff);
    this.#update(plain);
    return plain;
  }

  #update(byte: number): void {
    this.#first = updateCrc(this.#first, byte);
    this.#second = (Math.imul((this.#second + (this.#first & 0xff)) >>> 0, 134_775_813) + 1) >>> 0;
    this.#third = updateCrc(this.#third, this.#second >>> 24);
  }
}

const oneByte = Buffer.alloc(1);

/** One bare step of CRC-32: zlib's inverts its value on the way in and out, the cipher's does not. */
function updateCrc(crc: number, byte: number): number {
  oneByte[0] = byte;
  return ~crc32(oneByte, ~crc >>> 0) >>> 0;
}
