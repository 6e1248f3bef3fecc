import { BASE32_LOWER, BASE32_UPPER, HEX, HEX_VALUE, PLAIN_TEXT } from "../view/byte_classes.ts";
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
  const kinds = runKinds(bytes, from, to);
  const isHex = (kinds & RunKind.hex) !== 0;
  // What is hex as a whole is not read as base64 either.
  if (isHex && isAllHex(bytes, from, to)) return hasHexText(bytes, from, to);
  if (run >= LEAST_LOWER_RUN || hasUpper(bytes, from, to)) {
    const count = readSextets(bytes, from, Math.min(to, from + sextets.length), sextets);
    for (let alignment = 0; alignment < 4; alignment++) {
      if (hasTextGroups(alignment, count)) return true;
    }
    if (run === to - from && hasBeyondAscii(bytes, from, to)) return true;
  }
  if (kinds === 0) return false;
  return isHex && hasHexText(bytes, from, to) ||
    (kinds & RunKind.upper) !== 0 && hasBase32(bytes, from, to, BASE32_UPPER) ||
    (kinds & RunKind.lower) !== 0 && hasBase32(bytes, from, to, BASE32_LOWER);
}

function isAllHex(bytes: Uint8Array, from: number, to: number): boolean {
  let i = from;
  while (i < to && HEX[bytes[i] as number] !== 0) i++;
  return i >= to;
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

/** Line ends do not count. */
function isUniform(bytes: Uint8Array, from: number, to: number): boolean {
  let one = -1;
  for (let i = from; i < to; i++) {
    const byte = bytes[i] as number;
    if (byte === one || byte === 0x0a || byte === 0x0d) continue;
    if (one >= 0) return false;
    one = byte;
  }
  return true;
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
    while (i >= start && isGroup(i)) i -= 4;
    if (i >= start) start = i + 4;
    else if (isWorded(start)) return true;
    else start += 4;
  }
  return false;
}

/** Whether a row of groups holds what words are made of, in any way of writing: names and paths decode to signs of all kinds. */
function isWorded(start: number): boolean {
  let worded = 0;
  for (let i = start; i < start + 4 * LEAST_GROUPS; i += 4) {
    const a = sextets[i] as number, b = sextets[i + 1] as number;
    const c = sextets[i + 2] as number, d = sextets[i + 3] as number;
    worded += (WORDED[((a << 2) | (b >> 4)) & 0xff] as number) +
      (WORDED[((b << 4) | (c >> 2)) & 0xff] as number) + (WORDED[((c << 6) | d) & 0xff] as number);
  }
  return worded >= LEAST_WORDED;
}

/** Letters and digits, blanks and line ends, what escapes begin with, and NUL as in UTF-16. */
const WORDED: Uint8Array = PLAIN_TEXT.map((plain, byte) =>
  plain !== 0 && /[A-Za-z0-9 \n%&#;\\\0]/.test(String.fromCharCode(byte)) ? 1 : 0
);
/** Of twelve bytes in a row. */
const LEAST_WORDED = 9;

/** Whether text beyond ASCII in base64 begins with a whole run, or behind a slash or a sign of equality in it. */
function hasBeyondAscii(bytes: Uint8Array, from: number, to: number): boolean {
  for (let start = from; start + FIRST_SEXTETS <= to; start++) {
    const before = start === from ? SLASH : bytes[start - 1];
    if (before !== SLASH && before !== EQUALS) continue;
    const count = readSextets(bytes, start, Math.min(to, start + FIRST_BYTES), sextets);
    if (count >= FIRST_SEXTETS && beginsAsUtf8(sextetByte)) return true;
  }
  return false;
}

/** The byte that is `at` bytes behind the beginning of the sextets. */
function sextetByte(at: number): number {
  const part = at % 3;
  const i = (at - part) / 3 * 4 + part;
  return (((sextets[i] as number) << (2 + 2 * part)) |
    ((sextets[i + 1] as number) >> (4 - 2 * part))) & 0xff;
}

/** Whether the first bytes are UTF-8, which names and random bytes are not. What comes behind them does not count. */
function beginsAsUtf8(byteAt: (at: number) => number): boolean {
  let left = 0;
  for (let i = 0; i < LEAST_UTF8; i++) {
    const byte = byteAt(i);
    if (left > 0) {
      if ((byte & 0xc0) !== 0x80) return false;
      left--;
    } else if (byte >= 0x80) {
      if (byte < 0xc2 || byte > 0xf4) return false;
      left = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
    } else if (PLAIN_TEXT[byte] === 0) return false;
  }
  return true;
}

const SLASH = 0x2f;
const EQUALS = 0x3d;
/** Bytes that must be UTF-8, and what they are in base64, without and with line ends between. */
const LEAST_UTF8 = 24, FIRST_SEXTETS = 32, FIRST_BYTES = 48;

function isGroup(i: number): boolean {
  const a = sextets[i] as number, b = sextets[i + 1] as number;
  const c = sextets[i + 2] as number, d = sextets[i + 3] as number;
  return PLAIN_TEXT[((a << 2) | (b >> 4)) & 0xff] !== 0 &&
    PLAIN_TEXT[((b << 4) | (c >> 2)) & 0xff] !== 0 && PLAIN_TEXT[((c << 6) | d) & 0xff] !== 0;
}

function hasHexText(bytes: Uint8Array, from: number, to: number): boolean {
  let found = false;
  findRuns(bytes, from, to, to, LEAST_INNER_RUN, HEX, (start, end) => {
    found ||= hasHexRow(bytes, start, end) || hasHexRow(bytes, start + 1, end) ||
      (end - start >= 2 * LEAST_UTF8 && beginsAsUtf8((at) => hexByte(bytes, start + 2 * at)));
  });
  return found;
}

/** Whether twelve bytes of ASCII text in a row come out of hex digits, read in pairs from `from` on. */
function hasHexRow(bytes: Uint8Array, from: number, to: number): boolean {
  let start = from;
  while (start + 2 * LEAST_BYTES <= to) {
    // The last byte that a row would need is tried first.
    let i = start + 2 * (LEAST_BYTES - 1);
    while (i >= start && PLAIN_TEXT[hexByte(bytes, i)] !== 0) i -= 2;
    if (i < start) return true;
    start = i + 2;
  }
  return false;
}

function hexByte(bytes: Uint8Array, at: number): number {
  const high = HEX_VALUE[bytes[at] as number] as number;
  return (high << 4) | (HEX_VALUE[bytes[at + 1] as number] as number);
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
