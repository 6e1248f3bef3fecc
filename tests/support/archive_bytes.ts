import { Buffer } from "node:buffer";
import { crc32, deflateRawSync } from "node:zlib";

/** A zip archive of one entry (APPNOTE 6.3.10), stored or deflated, without its directory. */
export function zipBytes(name: string, data: Uint8Array, deflated: boolean): Uint8Array {
  const content = deflated ? deflateRawSync(data) : data;
  const head = Buffer.alloc(30);
  head.write("PK\x03\x04", "latin1");
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(deflated ? 8 : 0, 8);
  head.writeUInt32LE(crc32(data), 14);
  head.writeUInt32LE(content.length, 18);
  head.writeUInt32LE(data.length, 22);
  head.writeUInt16LE(name.length, 26);
  const last = Buffer.alloc(22);
  last.write("PK\x05\x06", "latin1");
  return Buffer.concat([head, Buffer.from(name), content, last]);
}

/** A tar archive of one entry (POSIX.1-1988, ustar). */
export function tarBytes(name: string, data: Uint8Array): Uint8Array {
  const head = Buffer.alloc(512);
  head.write(name, 0);
  head.write(data.length.toString(8).padStart(11, "0"), 124);
  head.write("        ", 148);
  head.write("ustar", 257);
  const sum = head.reduce((all, byte) => all + byte, 0);
  head.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  const content = Buffer.alloc(512 * Math.ceil(data.length / 512));
  content.set(data);
  return Buffer.concat([head, content, Buffer.alloc(1024)]);
}
