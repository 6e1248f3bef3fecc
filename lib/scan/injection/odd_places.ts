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
  advance(bytes: Uint8Array, isEnd: boolean, onOdd: (start: number) => void): void;
  /** So many bytes were taken away before the text. */
  shift(by: number): void;
}

/** Sixteen bytes of base64, and twelve pairs of hex digits with a separator between them. */
const LEAST_RUN = 22;
const LEAST_PAIRS = 35;
/** A run is looked at when it has come so far, and then again and again, since it may have no end. */
const FIRST_LOOK = 32;
const LOOK_EVERY = 256;
/** What stands before the part of a run that is looked at and may be a part of what it holds. */
const LOOK_BACK = 64;
/** Bytes without two letters side by side, and letters among them, as eight letters apart have. */
const LEAST_APART = 24;
const LEAST_LETTERS_APART = 6;
/** The longest escape: an entity, or two UTF-16 units. */
const LOOK_AHEAD = 12;

const BASE = 1, PAIRS = 2, LETTER = 4, SPECIAL = 8;
const CLASSES: Uint8Array = Uint8Array.from(
  { length: 256 },
  (_, byte) =>
    (BASE64_RUN[byte] !== 0 ? BASE : 0) | (HEX_PAIRS[byte] !== 0 ? PAIRS : 0) |
    (letterClasses[byte] !== 0 ? LETTER : 0) |
    (byte >= 0xc2 || byte === 0x25 || byte === 0x26 || byte === 0x5c ? SPECIAL : 0),
);

export function oddPlaces(): OddPlaces {
  let next = 0;
  /** Bytes up to here without a break: of a run, of pairs, without two letters side by side. */
  let run = 0, pairs = 0, apart = 0;
  /** The same as far as it is long enough to be looked at when it ends. */
  let longRun = 0, longPairs = 0;
  let nextLook = FIRST_LOOK;
  let before = 0;

  /** What is done for the few bytes that are special, or stand in something that is long. */
  function look(bytes: Uint8Array, i: number, kinds: number, onOdd: (start: number) => void): void {
    if ((kinds & SPECIAL) !== 0 && isOddSign(bytes, i)) onOdd(i);
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
      onOdd(i + 1 - LEAST_APART);
    }
  }

  return {
    advance(bytes, isEnd, onOdd) {
      const { length } = bytes;
      // Local while they are counted, since this is done for every byte.
      let inRun = run, inPairs = pairs, inApart = apart, last = before;
      let long = longRun | longPairs;
      let i = next;
      for (; i < length; i++) {
        // Mostly four bytes in a row have nothing special, and nothing can become long in them.
        while (i + 4 < length) {
          const k0 = CLASSES[bytes[i] as number] as number;
          const k1 = CLASSES[bytes[i + 1] as number] as number;
          const k2 = CLASSES[bytes[i + 2] as number] as number;
          const k3 = CLASSES[bytes[i + 3] as number] as number;
          const isNear = ((LEAST_RUN - 5 - inRun) | (LEAST_PAIRS - 5 - inPairs) |
            (LEAST_APART - 5 - inApart)) >>> 31;
          if ((((k0 | k1 | k2 | k3) & SPECIAL) | isNear | long) !== 0) break;
          inRun = (inRun + 1) & -(k0 & BASE);
          inRun = (inRun + 1) & -(k1 & BASE);
          inRun = (inRun + 1) & -(k2 & BASE);
          inRun = (inRun + 1) & -(k3 & BASE);
          inPairs = (inPairs + 1) & -((k0 & PAIRS) >> 1);
          inPairs = (inPairs + 1) & -((k1 & PAIRS) >> 1);
          inPairs = (inPairs + 1) & -((k2 & PAIRS) >> 1);
          inPairs = (inPairs + 1) & -((k3 & PAIRS) >> 1);
          inApart = (inApart + 1) & (((k0 & last & LETTER) - 1) >> 31);
          inApart = (inApart + 1) & (((k1 & k0 & LETTER) - 1) >> 31);
          inApart = (inApart + 1) & (((k2 & k1 & LETTER) - 1) >> 31);
          inApart = (inApart + 1) & (((k3 & k2 & LETTER) - 1) >> 31);
          last = k3;
          i += 4;
        }
        const kinds = CLASSES[bytes[i] as number] as number;
        if ((kinds & SPECIAL) !== 0 && !isEnd && i + LOOK_AHEAD > length) break;
        // Each is one more than before or zero, by bits: branches would be guesses in every word.
        inRun = (inRun + 1) & -(kinds & BASE);
        inPairs = (inPairs + 1) & -((kinds & PAIRS) >> 1);
        inApart = (inApart + 1) & (((kinds & last & LETTER) - 1) >> 31);
        last = kinds;
        const isLong = ((LEAST_RUN - 1 - inRun) | (LEAST_PAIRS - 1 - inPairs) |
          (LEAST_APART - 1 - inApart)) >>> 31;
        if (((kinds & SPECIAL) | isLong | long) === 0) continue;
        run = inRun;
        pairs = inPairs;
        apart = inApart;
        look(bytes, i, kinds, onOdd);
        long = longRun | longPairs;
      }
      run = inRun;
      pairs = inPairs;
      apart = inApart;
      before = last;
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

function endRun(
  bytes: Uint8Array,
  end: number,
  run: number,
  onOdd: (start: number) => void,
): void {
  const from = end - Math.min(run, LOOK_EVERY + LOOK_BACK);
  if (looksEncoded(bytes, from, end, run)) onOdd(from);
}

function endPairs(
  bytes: Uint8Array,
  end: number,
  pairs: number,
  onOdd: (start: number) => void,
): void {
  const from = end - Math.min(pairs, LOOK_EVERY + LOOK_BACK);
  if (looksLikePairs(bytes, from, end)) onOdd(from);
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
