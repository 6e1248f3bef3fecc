import { Buffer } from "node:buffer";

/** The bytes as a text in which one character is one byte. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
