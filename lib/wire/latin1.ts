import { Buffer } from "node:buffer";

/**
 * Bytes `start` to `end` as text with one character for each byte (U+0000 to U+00FF). A TextDecoder
 * would read windows-1252 instead, which is not reversible.
 */
export function latin1Text(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString("latin1", start, end);
}

const utf8 = new TextEncoder();

/**
 * The way back. A character above U+00FF loses its high byte here (U+010A would become a line feed),
 * so the caller checks its text against `syntax` first.
 */
export function latin1Bytes(text: string): Uint8Array {
  // Nearly every head is ASCII, which is the same in UTF-8 and nowhere else of the same length; that
  // encoder is many times faster.
  const bytes = utf8.encode(text);
  return bytes.length === text.length ? bytes : Buffer.from(text, "latin1");
}
