import {
  ANY_TEXT,
  BASE32_LOWER,
  BASE32_UPPER,
  HEX,
  HEX_VALUE,
  PLAIN_TEXT,
} from "../view/byte_classes.ts";
import { ByteSink } from "../view/byte_sink.ts";
import { findRuns } from "../view/find_runs.ts";
import { hexPairs } from "../view/hex_pairs.ts";
import { readSextets } from "../view/read_sextets.ts";
import { LEAST_INNER_RUN, RunKind, runKinds } from "../view/run_kinds.ts";
import { letterClasses } from "../walk/letter_classes.ts";

/** Shorter runs without a capital are words. */
const LEAST_LOWER_RUN = 64;
/** Twelve bytes of text, in four groups of base64. */
const LEAST_GROUPS = 4;

const sextets = new Uint8Array(1024);

/**
 * Whether text stands in `bytes[from, to)`, which is a run of base64 characters or the end of one of `run`
 * bytes: in base64, hex or base32, twelve bytes of it at least. At most 1,024 bytes are looked at.
 */
export function looksEncoded(bytes: Uint8Array, from: number, to: number, run: number): boolean {
  // Rules and padding: one character over and over says nothing.
  if (isUniform(bytes, from, to)) return false;
  if (run >= LEAST_LOWER_RUN || hasUpper(bytes, from, to)) {
    const count = readSextets(bytes, from, Math.min(to, from + sextets.length), sextets);
    for (let alignment = 0; alignment < 4; alignment++) {
      if (hasTextGroups(alignment, count)) return true;
    }
    if (run === to - from && beginsBeyondAscii(count)) return true;
  }
  const kinds = runKinds(bytes, from, to);
  if (kinds === 0) return false;
  return (kinds & RunKind.hex) !== 0 && hasHexText(bytes, from, to) ||
    (kinds & RunKind.upper) !== 0 && hasBase32(bytes, from, to, BASE32_UPPER) ||
    (kinds & RunKind.lower) !== 0 && hasBase32(bytes, from, to, BASE32_LOWER);
}

/** Whether text stands in `bytes[from, to)` as pairs of hex digits with what stands between them. */
export function looksLikePairs(bytes: Uint8Array, from: number, to: number): boolean {
  let digits = 0;
  for (let i = from; i < to; i++) digits += HEX[bytes[i] as number] as number;
  if (digits < LEAST_DIGITS) return false;
  const sink = new ByteSink();
  hexPairs(bytes.subarray(from, to), 0, to - from, sink);
  return sink.length > 0;
}

const LEAST_DIGITS = 24;

function isUniform(bytes: Uint8Array, from: number, to: number): boolean {
  let i = from + 1;
  while (i < to && bytes[i] === bytes[from]) i++;
  return i >= to;
}

function hasUpper(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const byte = bytes[i] as number;
    if (byte >= 0x41 && byte <= 0x5a) return true;
  }
  return false;
}

function hasTextGroups(alignment: number, count: number): boolean {
  // The last group that a row would need is tried first: where it is none, the row can begin behind it only.
  let start = alignment;
  while (start + 4 * LEAST_GROUPS <= count) {
    let i = start + 4 * (LEAST_GROUPS - 1);
    while (i >= start && isGroup(i, PLAIN_TEXT)) i -= 4;
    if (i < start) return true;
    start = i + 4;
  }
  return false;
}

/** A whole run that may be UTF-8 is text beyond ASCII: no control character in its first groups. */
function beginsBeyondAscii(count: number): boolean {
  const end = Math.min(count - (count % 4), 64);
  for (let i = 0; i < end; i += 4) if (!isGroup(i, ANY_TEXT)) return false;
  return end >= 32;
}

function isGroup(i: number, classes: Uint8Array): boolean {
  const a = sextets[i] as number, b = sextets[i + 1] as number;
  const c = sextets[i + 2] as number, d = sextets[i + 3] as number;
  return classes[((a << 2) | (b >> 4)) & 0xff] !== 0 &&
    classes[((b << 4) | (c >> 2)) & 0xff] !== 0 && classes[((c << 6) | d) & 0xff] !== 0;
}

function hasHexText(bytes: Uint8Array, from: number, to: number): boolean {
  let found = false;
  findRuns(bytes, from, to, to, LEAST_INNER_RUN, HEX, (start, end) => {
    for (const first of [start, start + 1]) {
      let row = 0;
      for (let i = first; i + 1 < end && row < 12; i += 2) {
        const high = HEX_VALUE[bytes[i] as number] as number;
        const value = (high << 4) | (HEX_VALUE[bytes[i + 1] as number] as number);
        row = PLAIN_TEXT[value] === 0 ? 0 : row + 1;
      }
      if (row === 12) found = true;
    }
  });
  return found;
}

function hasBase32(bytes: Uint8Array, from: number, to: number, letters: Uint8Array): boolean {
  let found = false;
  findRuns(bytes, from, to, to, LEAST_INNER_RUN, letters, (start, end) => {
    for (let first = start; first < start + BASE32_GROUP && !found; first++) {
      found = isBase32Text(bytes, first, end);
    }
  });
  return found;
}

/** Letters of a group of base32: five bytes. */
const BASE32_GROUP = 8;
const LEAST_BYTES = 12;

/** Whether twelve bytes of text in a row come out of base32 that begins at `from`. */
function isBase32Text(bytes: Uint8Array, from: number, to: number): boolean {
  let bits = 0, held = 0, row = 0;
  for (let i = from; i < to && row < LEAST_BYTES; i++) {
    const letter = letterClasses[bytes[i] as number] as number;
    // Letters are classes 1 to 26, and `2` to `7` are 29 to 34; padding is none.
    if (letter === 0) continue;
    held = ((held << 5) | (letter <= 26 ? letter - 1 : letter - 3)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    row = PLAIN_TEXT[(held >> bits) & 0xff] === 0 ? 0 : row + 1;
  }
  return row >= LEAST_BYTES;
}
