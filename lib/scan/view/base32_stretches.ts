import { PLAIN_TEXT } from "./byte_classes.ts";
import type { ByteSink } from "./byte_sink.ts";
import { LEAST_STRETCH } from "./plain_stretches.ts";

/** Characters of a group (RFC 4648 section 6): eight hold five bytes. */
const GROUP = 8;

/**
 * Decodes the text that base32 in `bytes[from, to)` holds, at every alignment. The run is letters of either
 * case, `2` to `7` and padding. Words in a row are such a run too: as in `hexStretches` only what may be
 * text is decoded, and of random bytes every third is.
 */
export function base32Stretches(bytes: Uint8Array, from: number, to: number, sink: ByteSink): void {
  const values = scratchFor(to - from + BEHIND);
  const count = readValues(bytes, from, to, values);
  for (let alignment = 0; alignment < Math.min(GROUP, count); alignment++) {
    const decodable = Math.floor((count - alignment) * 5 / 8);
    addStretches(values, 5 * alignment, decodable, sink);
  }
}

/** Reads the five bits of each character, padding left out; what stands behind them is zero. */
function readValues(bytes: Uint8Array, from: number, to: number, values: Uint8Array): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    const value = valueOf(bytes[i] as number);
    if (value >= 0) values[count++] = value;
  }
  values.fill(0, count, count + BEHIND);
  return count;
}

/** Adds what is text of the `length` bytes that begin at a bit, as `plainStretches` does. */
function addStretches(values: Uint8Array, firstBit: number, length: number, sink: ByteSink): void {
  let start = 0;
  while (start + LEAST_STRETCH <= length) {
    let i = start + LEAST_STRETCH - 1;
    while (i >= start && PLAIN_TEXT[byteAt(values, firstBit + 8 * i)] !== 0) i--;
    if (i >= start) {
      start = i + 1;
      continue;
    }
    const before = sink.length;
    for (i = start; i < length; i++) {
      const byte = byteAt(values, firstBit + 8 * i);
      if (PLAIN_TEXT[byte] === 0) break;
      sink.add(byte);
    }
    if (sink.isVariedFrom(before)) sink.endStretch();
    else sink.cut(before);
    start = i + 1;
  }
}

/** The byte that begins at a bit: it lies in three characters at most. */
function byteAt(values: Uint8Array, bit: number): number {
  const i = Math.floor(bit / 5);
  const three = ((values[i] as number) << 10) | ((values[i + 1] as number) << 5) |
    (values[i + 2] as number);
  return (three >> (7 - (bit - 5 * i))) & 0xff;
}

/** Characters that the last byte may be read beyond. */
const BEHIND = 3;

/** Where the characters of a run are read to; kept, since runs are many and short. */
let scratch = new Uint8Array(4096);

function scratchFor(length: number): Uint8Array {
  if (scratch.length < length) scratch = new Uint8Array(2 * length);
  return scratch;
}

function valueOf(byte: number): number {
  const lower = byte | 0x20;
  if (lower >= 0x61 && lower <= 0x7a) return lower - 0x61;
  return byte >= 0x32 && byte <= 0x37 ? byte - 0x32 + 26 : -1;
}
