import { letterClasses } from "../walk/letter_classes.ts";
import {
  BASE,
  BLOCK,
  CLASSES,
  endRun,
  LEAST_APART,
  LEAST_PAIRS,
  LEAST_RUN,
  LETTER,
  LOOK_AHEAD,
  LOOK_EVERY,
  oddSign,
  type OnOdd,
  PAIRS,
  SOME_LETTER,
  SPECIAL,
} from "./odd_looks.ts";

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

/**
 * Skips blocks of eight bytes from `from` on, and tells of what is special in them. It stops before a block that is
 * a part of something that may be long: what is long has one in it as a whole. Nothing that began before `from`
 * may become long in the first block. Returns where it stopped.
 */
export function skipBlocks(bytes: Uint8Array, from: number, onOdd: OnOdd): number {
  const last = bytes.length - BLOCK - LOOK_AHEAD;
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let i = from;
  for (; i <= last; i += BLOCK) {
    const low = words.getInt32(i, true), high = words.getInt32(i + 4, true);
    const kinds = (TWO[low & 0xffff] as number) | (TWO[low >>> 16] as number) |
      (TWO[high & 0xffff] as number) | (TWO[high >>> 16] as number);
    if (kinds === ENDS_ALL) continue;
    if ((kinds & ENDS_ALL) !== ENDS_ALL) {
      if (mayBeLong(bytes, i, kinds)) break;
      if ((kinds & BASE) === 0 && isLong(bytes, i, BASE, LEAST_RUN)) {
        const end = (kinds & SPECIAL) === 0 ? endOfRun(bytes, i) : -1;
        if (end < 0) break;
        lookAtRun(bytes, i - countBack(bytes, i, BASE, LEAST_RUN), end, onOdd);
        // The block in which it ends is the next.
        i += ((end - i) & ~(BLOCK - 1)) - BLOCK;
      }
    }
    if ((kinds & SPECIAL) === 0) continue;
    for (let at = i; at < i + BLOCK; at++) {
      const isSpecial = ((CLASSES[bytes[at] as number] as number) & SPECIAL) !== 0;
      const sign = isSpecial ? oddSign(bytes, at) : 0;
      if (sign !== 0) onOdd(at, sign);
    }
  }
  return i;
}

/**
 * Where the run ends of which the block at `at` is a part; -1 if that cannot be told yet, or if something else
 * stands in it that may be told of.
 */
function endOfRun(bytes: Uint8Array, at: number): number {
  let inPairs = 0, inApart = 0, last = 0;
  for (let i = at; i < bytes.length; i++) {
    const kinds = CLASSES[bytes[i] as number] as number;
    if ((kinds & BASE) === 0) return i;
    inPairs = (inPairs + 1) & -((kinds & PAIRS) >> 1);
    inApart = (inApart + 1) & (((kinds & last & LETTER) - 1) >> 31);
    last = kinds;
    if (((kinds & SPECIAL) | ((BLOCK - 1 - inPairs) | (BLOCK - 1 - inApart)) >>> 31) !== 0) {
      return -1;
    }
  }
  return -1;
}

/** All looks at a run of which both ends are known; the first one of a short run sees nothing that the last does not. */
function lookAtRun(bytes: Uint8Array, start: number, end: number, onOdd: OnOdd): void {
  let isTold = false;
  for (let look = LOOK_EVERY; look <= end - start; look += LOOK_EVERY) {
    isTold = endRun(bytes, start + look, look, isTold, onOdd);
  }
  endRun(bytes, end, end - start, isTold, onOdd);
}

/** Whether the block at `at` is a part of pairs or of letters apart that are long. */
function mayBeLong(bytes: Uint8Array, at: number, ends: number): boolean {
  return ((ends & PAIRS) === 0 && isLong(bytes, at, PAIRS, LEAST_PAIRS)) ||
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
  return i - at >= BLOCK && i - at + countApartBack(bytes, at) >= LEAST_APART;
}

/** Bytes of a kind before `end`, `most` at the most. */
export function countBack(bytes: Uint8Array, end: number, kind: number, most: number): number {
  let i = end - 1;
  const first = Math.max(0, end - most);
  while (i >= first && ((CLASSES[bytes[i] as number] as number) & kind) !== 0) i--;
  return end - 1 - i;
}

/** Bytes before `end` in which no letters stand together, `LEAST_APART` at the most. */
export function countApartBack(bytes: Uint8Array, end: number): number {
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
export function countBlankBack(bytes: Uint8Array, end: number): number {
  let i = end - 1;
  const first = Math.max(0, end - BLOCK);
  while (i >= first && letterClasses[bytes[i] as number] === 0) i--;
  return end - 1 - i;
}
