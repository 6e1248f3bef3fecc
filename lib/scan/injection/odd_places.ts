import { Buffer } from "node:buffer";
import { BASE64_RUN, HEX_PAIRS } from "../view/byte_classes.ts";
import { readEscape } from "../view/read_escape.ts";
import { unicodeTable } from "../view/unicode_table.ts";
import { letterClasses } from "../walk/letter_classes.ts";
import { isTelling } from "./is_telling.ts";
import { looksEncoded, looksLikePairs } from "./looks_encoded.ts";

/**
 * Finds where a text looks as if something were encoded in it, so that only there it is decoded and looked at again.
 * What it tells depends on the text alone, not on how it came in pieces.
 */
export interface OddPlaces {
  /** Looks at what is new in `bytes`, as far as can be told without what comes; tells where each place begins, in the order in which it is known. */
  advance(bytes: Uint8Array, isEnd: boolean, onOdd: OnOdd): void;
  /** So many bytes were taken away before the text. */
  shift(by: number): void;
}

/** What a text looks like at a place, as bits. A character beyond ASCII counts as an escape. */
export const OddKind = { escape: 1, run: 2, pairs: 4, apart: 8 } as const;

type OnOdd = (start: number, kind: number) => void;

/** Sixteen bytes of base64, and twelve pairs of hex digits with a separator between them. */
const LEAST_RUN = 22;
const LEAST_PAIRS = 35;
/** A run is looked at when it has come so far, and then again and again, since it may have no end. */
const FIRST_LOOK = 32;
const LOOK_EVERY = 256;
/** What stands before the part of a run that is looked at and may be a part of what it holds. */
const LOOK_BACK = 64;
/** Bytes without two letters side by side, and letters among them, as eight letters apart have; nor eight without any. */
const LEAST_APART = 24;
const LEAST_LETTERS_APART = 6;
/** The longest escape: an entity, or two UTF-16 units. */
const LOOK_AHEAD = 12;

const BASE = 1, PAIRS = 2, LETTER = 4, SPECIAL = 8, SOME_LETTER = 16;
const CLASSES: Uint8Array = Uint8Array.from(
  { length: 256 },
  (_, byte) =>
    (BASE64_RUN[byte] !== 0 ? BASE : 0) | (HEX_PAIRS[byte] !== 0 ? PAIRS : 0) |
    (letterClasses[byte] !== 0 ? LETTER : 0) |
    (byte >= 0xc2 || byte === 0x25 || byte === 0x26 || byte === 0x5c ? SPECIAL : 0),
);

/** By two bytes as one number: what is ended by them, and whether one is special. */
const TWO: Uint8Array = (() => {
  const all = new Uint8Array(1 << 16);
  for (let second = 0, at = 0; second < 256; second++) {
    for (let first = 0; first < 256; first++, at++) {
      const a = CLASSES[first] as number, b = CLASSES[second] as number;
      all[at] = ((a & b & BASE) === 0 ? BASE : 0) | ((a & b & PAIRS) === 0 ? PAIRS : 0) |
        (a & b & LETTER) | ((a | b) & SPECIAL) | (((a | b) & LETTER) === 0 ? 0 : SOME_LETTER);
    }
  }
  return all;
})();
/** In eight bytes: the end of every run, of pairs and of letters apart. */
const ENDS_ALL = BASE | PAIRS | LETTER | SOME_LETTER;
const BLOCK = 8;

export function oddPlaces(): OddPlaces {
  let next = 0;
  /** Bytes up to here without a break: of a run, of pairs, of letters apart, without any letter. */
  let run = 0, pairs = 0, apart = 0, blank = 0;
  /** The same as far as it is long enough to be looked at when it ends. */
  let longRun = 0, longPairs = 0;
  let nextLook = FIRST_LOOK;

  /** What is done for the few bytes that are special, or stand in something that is long. */
  function look(bytes: Uint8Array, i: number, kinds: number, onOdd: OnOdd): void {
    if ((kinds & SPECIAL) !== 0 && isOddSign(bytes, i)) onOdd(i, OddKind.escape);
    if (run === 0 && longRun > 0) {
      endRun(bytes, i, longRun, onOdd);
      nextLook = FIRST_LOOK;
    } else if (run === nextLook) {
      endRun(bytes, i + 1, run, onOdd);
      nextLook = run < LOOK_EVERY ? 2 * run : run + LOOK_EVERY;
    }
    longRun = run >= LEAST_RUN ? run : 0;
    if (pairs === 0 && longPairs > 0) endPairs(bytes, i, longPairs, onOdd);
    else if (pairs > 0 && pairs % LOOK_EVERY === 0) endPairs(bytes, i + 1, pairs, onOdd);
    longPairs = pairs >= LEAST_PAIRS ? pairs : 0;
    if (apart >= LEAST_APART && (apart & 7) === 0 && isApart(bytes, i + 1)) {
      onOdd(i + 1 - LEAST_APART, OddKind.apart);
    }
  }

  /** Counts `bytes[from, to)` one by one, or up to what cannot be told yet; returns where it stopped. */
  function count(
    bytes: Uint8Array,
    from: number,
    to: number,
    isEnd: boolean,
    onOdd: OnOdd,
  ): number {
    // Local while they are counted. Each is one more than before or zero, by bits: branches would be guesses.
    let inRun = run, inPairs = pairs, inApart = apart, inBlank = blank;
    let i = from;
    for (; i < to; i++) {
      const kinds = CLASSES[bytes[i] as number] as number;
      if ((kinds & SPECIAL) !== 0 && !isEnd && i + LOOK_AHEAD > bytes.length) break;
      const noLetter = ((kinds & LETTER) - 1) >> 31;
      const isTogether = noLetter === 0 ? inBlank === 0 : inBlank >= BLOCK - 1;
      inRun = (inRun + 1) & -(kinds & BASE);
      inPairs = (inPairs + 1) & -((kinds & PAIRS) >> 1);
      inApart = isTogether ? 0 : inApart + 1;
      inBlank = (inBlank + 1) & noLetter;
      const isLong = ((LEAST_RUN - 1 - inRun) | (LEAST_PAIRS - 1 - inPairs) |
        (LEAST_APART - 1 - inApart)) >>> 31;
      if (((kinds & SPECIAL) | isLong | longRun | longPairs) === 0) continue;
      run = inRun;
      pairs = inPairs;
      apart = inApart;
      look(bytes, i, kinds, onOdd);
    }
    run = inRun;
    pairs = inPairs;
    apart = inApart;
    blank = inBlank;
    return i;
  }

  return {
    advance(bytes, isEnd, onOdd) {
      const { length } = bytes;
      let i = next;
      while (i < length) {
        const isShort = run <= LEAST_RUN - BLOCK && pairs <= LEAST_PAIRS - BLOCK &&
          apart <= LEAST_APART - BLOCK;
        if (isShort && length - i >= LEAST_SKIPPED) {
          const to = skip(bytes, i, onOdd);
          if (to > i) {
            run = countBack(bytes, to, BASE, LEAST_RUN);
            pairs = countBack(bytes, to, PAIRS, LEAST_PAIRS);
            apart = countApartBack(bytes, to);
            blank = countBlankBack(bytes, to);
          }
          i = to;
        }
        // A block that could not be skipped is counted whole before that is asked again.
        const end = Math.min(length, i + BLOCK);
        i = count(bytes, i, end, isEnd, onOdd);
        if (i < end) break;
      }
      next = i;
      if (!isEnd) return;
      if (run >= LEAST_RUN) endRun(bytes, length, run, onOdd);
      if (pairs >= LEAST_PAIRS) endPairs(bytes, length, pairs, onOdd);
    },
    shift(by) {
      next -= by;
    },
  };
}

/** From so many bytes on it is worth to skip. */
const LEAST_SKIPPED = 64;

/**
 * Skips blocks of eight bytes from `from` on, and tells of what is special in them. It stops before a block that is
 * a part of something that may be long: what is long has one in it as a whole. Nothing that began before `from`
 * may become long in the first block. Returns where it stopped.
 */
function skip(bytes: Uint8Array, from: number, onOdd: OnOdd): number {
  const last = bytes.length - BLOCK - LOOK_AHEAD;
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let i = from;
  for (; i <= last; i += BLOCK) {
    const low = words.getInt32(i, true), high = words.getInt32(i + 4, true);
    const kinds = (TWO[low & 0xffff] as number) | (TWO[low >>> 16] as number) |
      (TWO[high & 0xffff] as number) | (TWO[high >>> 16] as number);
    if (kinds === ENDS_ALL) continue;
    if ((kinds & ENDS_ALL) !== ENDS_ALL && mayBeLong(bytes, i, kinds)) break;
    if ((kinds & SPECIAL) === 0) continue;
    for (let at = i; at < i + BLOCK; at++) {
      const isSpecial = ((CLASSES[bytes[at] as number] as number) & SPECIAL) !== 0;
      if (isSpecial && isOddSign(bytes, at)) onOdd(at, OddKind.escape);
    }
  }
  return i;
}

/** Whether the block at `at` is a part of something long, of what does not end in it. */
function mayBeLong(bytes: Uint8Array, at: number, ends: number): boolean {
  return ((ends & BASE) === 0 && isLong(bytes, at, BASE, LEAST_RUN)) ||
    ((ends & PAIRS) === 0 && isLong(bytes, at, PAIRS, LEAST_PAIRS)) ||
    ((ends & (LETTER | SOME_LETTER)) === SOME_LETTER && isLongApart(bytes, at));
}

function isLong(bytes: Uint8Array, at: number, kind: number, least: number): boolean {
  let i = at + BLOCK;
  const end = Math.min(bytes.length, at + least);
  while (i < end && ((CLASSES[bytes[i] as number] as number) & kind) !== 0) i++;
  return i - at + countBack(bytes, at, kind, least) >= least;
}

function isLongApart(bytes: Uint8Array, at: number): boolean {
  let i = at;
  const end = Math.min(bytes.length, at + LEAST_APART);
  while (i < end && !isTogether(bytes, i)) i++;
  return i - at + countApartBack(bytes, at) >= LEAST_APART;
}

/** Bytes of a kind before `end`, `most` at the most. */
function countBack(bytes: Uint8Array, end: number, kind: number, most: number): number {
  let i = end - 1;
  const first = Math.max(0, end - most);
  while (i >= first && ((CLASSES[bytes[i] as number] as number) & kind) !== 0) i--;
  return end - 1 - i;
}

function countApartBack(bytes: Uint8Array, end: number): number {
  let i = end - 1;
  const first = Math.max(0, end - LEAST_APART);
  while (i >= first && !isTogether(bytes, i)) i--;
  return end - 1 - i;
}

/** Whether no letters apart go on at `at`: a letter stands there and before it, or none in the last eight bytes. */
function isTogether(bytes: Uint8Array, at: number): boolean {
  if (letterClasses[bytes[at] as number] === 0) return countBlankBack(bytes, at + 1) >= BLOCK;
  return at === 0 || letterClasses[bytes[at - 1] as number] !== 0;
}

/** Bytes before `end` that are no letters, eight at the most. */
function countBlankBack(bytes: Uint8Array, end: number): number {
  let i = end - 1;
  const first = Math.max(0, end - BLOCK);
  while (i >= first && letterClasses[bytes[i] as number] === 0) i--;
  return end - 1 - i;
}

function endRun(
  bytes: Uint8Array,
  end: number,
  run: number,
  onOdd: OnOdd,
): void {
  const from = end - Math.min(run, LOOK_EVERY + LOOK_BACK);
  if (looksEncoded(bytes, from, end, run)) onOdd(from, OddKind.run);
}

function endPairs(
  bytes: Uint8Array,
  end: number,
  pairs: number,
  onOdd: OnOdd,
): void {
  const from = end - Math.min(pairs, LOOK_EVERY + LOOK_BACK);
  if (looksLikePairs(bytes, from, end)) onOdd(from, OddKind.pairs);
}

/** Whether enough of the last bytes are letters, and what stands between them comes again and again. */
function isApart(bytes: Uint8Array, end: number): boolean {
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

/** Whether an escape that means something else than itself stands here, or a character beyond ASCII that can change what is read. */
function isOddSign(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at] as number;
  if (byte >= 0xc2) return isTelling(bytes, at);
  if (byte === 0x5c && !ESCAPED.has(bytes[at + 1] ?? 0)) return false;
  if (byte === 0x26 && !(bytes[at + 1] === 0x23 || letterClasses[bytes[at + 1] ?? 0] !== 0)) {
    return false;
  }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(40, bytes.length - at))
    .toString("latin1").slice(0, LOOK_AHEAD);
  const escape = readEscape(text, 0);
  if (escape === undefined) return false;
  return escape.isByte || escape.code < 0x80 || unicodeTable().has(escape.code);
}

/** What stands behind the backslash of an escape that stands for a character, or another backslash. */
const ESCAPED: ReadonlySet<number> = new Set([..."uxU01\\"].map((char) => char.charCodeAt(0)));
