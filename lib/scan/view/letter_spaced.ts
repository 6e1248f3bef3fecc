import { Buffer } from "node:buffer";
import { letterClasses } from "../walk/letter_classes.ts";
import type { ByteSink } from "./byte_sink.ts";
import { STRIP, unicodeTable } from "./unicode_table.ts";

/** Letters of a stretch: a token is longer. */
const LEAST_LETTERS = 12;
/** A letter and its separator, the longest first, since a shorter period may be a part of it: `g","h` and UTF-32, `g, h`, `g h`. */
const PERIODS = [4, 3, 2];

/** Where stretches go: those whose separator shows, and those where it does not. */
export interface SpacedSinks {
  readonly shown: ByteSink;
  readonly unseen: ByteSink;
}

/**
 * Shows text whose letters stand apart, each with the same separator after it: ASCII in UTF-16 or UTF-32
 * (the separator is NULs), `g h p _`, `g-h-p-_`, a JSON array of characters. Stretches are added without
 * their separators. Returns where to go on.
 *
 * @param least letters of a stretch, if they are more than its own least length
 */
export function letterSpaced(
  bytes: Uint8Array,
  from: number,
  to: number,
  { shown, unseen }: SpacedSinks,
  least = 0,
): number {
  const letters = Math.max(LEAST_LETTERS, least);
  // Each letter with its separator is two bytes or more: so every stretch is looked at in one place at least.
  const stride = 2 * letters - LOOK;
  let next = from;
  const last = Math.min(to, bytes.length - LOOK + 1);
  for (let at = from; at < last; at += stride) {
    if (isTogether(bytes, at) || !mayRepeat(bytes, at) || at < next) continue;
    next = tryPeriods(bytes, at, from, { shown, unseen }) ?? next;
  }
  return Math.max(to, next);
}

/** Bytes that are looked at first: two of the longest period. */
const LOOK = 8;

/**
 * Two letters or digits side by side, or one character over and over: no letters stand apart here. Which of
 * four bytes are letters makes a number, and whether two are in a row is looked up: branches would be guesses.
 */
function isTogether(bytes: Uint8Array, at: number): boolean {
  const b0 = bytes[at] as number, b1 = bytes[at + 1] as number;
  const b2 = bytes[at + 2] as number, b3 = bytes[at + 3] as number;
  const letters = (IS_LETTER[b0] as number) | ((IS_LETTER[b1] as number) << 1) |
    ((IS_LETTER[b2] as number) << 2) | ((IS_LETTER[b3] as number) << 3);
  if (((PAIRS >> letters) & 1) !== 0) return true;
  return letters === 0 && b0 === b1 && b1 === b2 && b2 === b3;
}

/**
 * Whether enough bytes come again after some period that all but one of each period may be separators.
 * `(a ^ b) - 1` is below zero if the two are the same; so all is computed and there is one branch.
 */
function mayRepeat(bytes: Uint8Array, at: number): boolean {
  const b0 = bytes[at] as number, b1 = bytes[at + 1] as number;
  const b2 = bytes[at + 2] as number, b3 = bytes[at + 3] as number;
  const b4 = bytes[at + 4] as number, b5 = bytes[at + 5] as number;
  const b6 = bytes[at + 6] as number, b7 = bytes[at + 7] as number;
  const two = (((b0 ^ b2) - 1) & ((b2 ^ b4) - 1)) | (((b1 ^ b3) - 1) & ((b3 ^ b5) - 1));
  const first = (b0 ^ b3) - 1, second = (b1 ^ b4) - 1, third = (b2 ^ b5) - 1;
  const three = (first & second) | (first & third) | (second & third);
  const four = (((b0 ^ b4) - 1) & ((b1 ^ b5) - 1)) | (((b2 ^ b6) - 1) & ((b3 ^ b7) - 1));
  return (two | three | four) < 0;
}

const IS_LETTER: Uint8Array = letterClasses.map((letter) => letter === 0 ? 0 : 1);

/** Bit `n` is set if two bits side by side are set in `n`. */
const PAIRS = Array.from({ length: 16 }, (_, n) => (n & (n >> 1)) === 0 ? 0 : 1 << n)
  .reduce((all, bit) => all | bit, 0);

/** Adds the stretch that goes on at `at`, if there is one, and returns its end. */
function tryPeriods(
  bytes: Uint8Array,
  at: number,
  least: number,
  { shown, unseen }: SpacedSinks,
): number | undefined {
  for (const period of PERIODS) {
    const phase = letterPhase(bytes, at, period);
    if (phase < 0) continue;
    const letter = at + phase;
    const isHidden = isUnseen(bytes.subarray(letter + 1, letter + period));
    return addStretch(bytes, letter, period, least, isHidden ? unseen : shown);
  }
  return undefined;
}

/** Adds the stretch round the letter at `letter`, not from before `least`, and returns its end. */
function addStretch(
  bytes: Uint8Array,
  letter: number,
  period: number,
  least: number,
  sink: ByteSink,
): number {
  let start = letter;
  while (start - period >= least && sameSeparator(bytes, start - period, letter, period)) {
    start -= period;
  }
  let end = letter;
  while (end + period < bytes.length && sameSeparator(bytes, end, letter, period)) end += period;
  // The last letter may have no separator after it.
  const letters = (end - start) / period + 1;
  if (letters < LEAST_LETTERS) return end;
  const before = sink.length;
  for (let i = start; i <= end && i < bytes.length; i += period) sink.add(bytes[i] as number);
  if (sink.isVariedFrom(before)) sink.endStretch();
  else sink.cut(before);
  return end + 1;
}

/** Whether the separator is a character that does not show. */
function isUnseen(separator: Uint8Array): boolean {
  if ((separator[0] ?? 0) < 0x80) return false;
  const [char] = Buffer.from(separator).toString("utf8");
  return unicodeTable().get(char?.codePointAt(0) ?? -1) === STRIP;
}

/** Which byte of a period changes, at `at` and after: the letter. -1 if more than one does, or none. */
function letterPhase(bytes: Uint8Array, at: number, period: number): number {
  let letter = -1;
  for (let phase = 0; phase < period; phase++) {
    const i = at + phase;
    const isSame = bytes[i] === bytes[i + period] && bytes[i] === bytes[i + 2 * period];
    if (isSame && letterClasses[bytes[i] as number] === 0) continue;
    if (letter >= 0) return -1;
    letter = phase;
  }
  return letter;
}

/** Whether the bytes between the letter at `i` and the next are those after the letter at `model`. */
function sameSeparator(bytes: Uint8Array, i: number, model: number, period: number): boolean {
  for (let k = 1; k < period; k++) if (bytes[i + k] !== bytes[model + k]) return false;
  return true;
}
