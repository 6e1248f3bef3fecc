import { Buffer } from "node:buffer";

/** Text as bytes, one for each character. */
export function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "latin1"));
}

/** Bytes as text, one character for each. */
export function textOf(...parts: Uint8Array[]): string {
  return Buffer.concat(parts).toString("latin1");
}

/** Bytes written as hexadecimal digits, with spaces anywhere. */
export function hexBytes(digits: string): Uint8Array {
  return new Uint8Array(Buffer.from(digits.replaceAll(/\s/g, ""), "hex"));
}

/** A deterministic source of integers from 0 to `below - 1` (mulberry32), so that a failure repeats. */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** The bytes cut into pieces of up to `longest` bytes at random places; some pieces may be empty. */
export function randomPieces(
  bytes: Uint8Array,
  random: (below: number) => number,
  longest: number,
): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = random(longest + 1);
    pieces.push(bytes.slice(at, at + length));
    at += length;
  }
  return pieces;
}
