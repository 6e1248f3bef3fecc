import { Buffer } from "node:buffer";
import { BASE64_RUN, HEX, HEX_PAIRS } from "../view/byte_classes.ts";
import { readEscape } from "../view/read_escape.ts";
import { unicodeTable } from "../view/unicode_table.ts";
import { letterClasses } from "../walk/letter_classes.ts";
import { isTelling } from "./is_telling.ts";
import { looksEncoded, looksLikePairs } from "./looks_encoded.ts";

/** What a text looks like at a place, as bits; `beyond` is a character beyond ASCII that can change what is read. */
export const OddKind = { escape: 1, run: 2, pairs: 4, apart: 8, beyond: 16 } as const;

/** What is told of a place: where it begins, and a bit of `OddKind`. */
export type OnOdd = (start: number, kind: number) => void;

/** Sixteen bytes of base64, and twelve pairs of hex digits with a separator between them. */
export const LEAST_RUN = 22;
export const LEAST_PAIRS = 35;
/** A run is looked at when it has come so far, and then again and again, since it may have no end. */
export const FIRST_LOOK = 32;
export const LOOK_EVERY = 256;
/** What stands before the part of a run that is looked at and may be a part of what it holds. */
const LOOK_BACK = 64;
/** Bytes without two letters side by side, and letters among them, as eight letters apart have; nor eight without any. */
export const LEAST_APART = 24;
const LEAST_LETTERS_APART = 6;
/** The longest escape: an entity, or two UTF-16 units. */
export const LOOK_AHEAD = 12;

/** What a byte may be a part of, as bits: a run, pairs, a word; or what an escape begins with. `SOME_LETTER` is for several bytes. */
export const BASE = 1, PAIRS = 2, LETTER = 4, SPECIAL = 8, SOME_LETTER = 16;
export const CLASSES: Uint8Array = Uint8Array.from(
  { length: 256 },
  (_, byte) =>
    (BASE64_RUN[byte] !== 0 ? BASE : 0) | (HEX_PAIRS[byte] !== 0 ? PAIRS : 0) |
    (letterClasses[byte] !== 0 ? LETTER : 0) |
    (byte >= 0xc2 || byte === 0x25 || byte === 0x26 || byte === 0x5c ? SPECIAL : 0),
);

/** What is long has a whole block of so many bytes in it. */
export const BLOCK = 8;

/**
 * Looks at a run that has come to `end`, or at its last part, and tells where that begins if it looks encoded. Returns
 * whether the run was told of, `wasTold` whether it was before: its beginning is told of once.
 */
export function endRun(
  bytes: Uint8Array,
  end: number,
  run: number,
  wasTold: boolean,
  onOdd: OnOdd,
): boolean {
  const last = Math.min(run, LOOK_EVERY + LOOK_BACK);
  if (wasTold && run === last) return true;
  const isOdd = looksEncoded(bytes, end - last, end, run);
  if (isOdd) onOdd(end - last, OddKind.run);
  return wasTold || isOdd;
}

/** The same with pairs of hex digits. */
export function endPairs(
  bytes: Uint8Array,
  end: number,
  pairs: number,
  onOdd: OnOdd,
): void {
  const from = end - Math.min(pairs, LOOK_EVERY + LOOK_BACK);
  if (looksLikePairs(bytes, from, end)) onOdd(from, OddKind.pairs);
}

/** Whether enough of the last bytes are letters, and what stands between them comes again and again. */
export function isApart(bytes: Uint8Array, end: number): boolean {
  const from = end - LEAST_APART;
  let letters = 0;
  for (let i = from; i < end; i++) if (letterClasses[bytes[i] as number] !== 0) letters++;
  if (letters < LEAST_LETTERS_APART) return false;
  for (let period = 2; period <= MOST_PERIOD; period++) {
    let again = 0;
    for (let i = from + period; i < end; i++) if (bytes[i] === bytes[i - period]) again++;
    if (again >= (LEAST_APART - period) * (period - 1) / period - 1) return true;
  }
  return false;
}

/** A letter and three bytes after it: UTF-32, `a","b`. */
const MOST_PERIOD = 4;

/** What a sign at `at` is: an escape that means something else than itself, a character that can change what is read, or 0 for neither. */
export function oddSign(bytes: Uint8Array, at: number): number {
  if ((bytes[at] as number) >= 0xc2) return isTelling(bytes, at) ? OddKind.beyond : 0;
  return isOddEscape(bytes, at) ? OddKind.escape : 0;
}

function isOddEscape(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at] as number;
  // What is decoded costs a hundred times as much as a look at the next byte.
  const next = bytes[at + 1] ?? 0;
  if (byte === 0x5c && !ESCAPED.has(next)) return false;
  if (byte === 0x26 && next !== 0x23 && letterClasses[next] === 0) return false;
  if (byte === 0x25 && (next | 0x20) !== 0x75) {
    return HEX[next] !== 0 && HEX[bytes[at + 2] ?? 0] !== 0;
  }
  // `&lt;` and `&gt;` are what HTML is full of.
  if (byte === 0x26 && (next === 0x6c || next === 0x67) && bytes[at + 2] === 0x74) {
    if (bytes[at + 3] === 0x3b) return true;
  }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(40, bytes.length - at))
    .toString("latin1").slice(0, LOOK_AHEAD);
  const escape = readEscape(text, 0);
  if (escape === undefined) return false;
  return escape.isByte || escape.code < 0x80 || unicodeTable().has(escape.code);
}

/** What stands behind the backslash of an escape that stands for a character, or another backslash. */
const ESCAPED: ReadonlySet<number> = new Set([..."uxU01\\"].map((char) => char.charCodeAt(0)));
