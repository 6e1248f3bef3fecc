import { HEX } from "./byte_classes.ts";
import { runEnd } from "./run_end.ts";

/**
 * Finds what of `bytes[from, to)`, a part of a run of base64, may have been encoded by itself: what stands
 * in the lines before or behind it then decodes to letters that belong to something else. A block is
 * lines of one length, and again with a shorter last line; where the length is none at which encoders
 * wrap, each of its lines is a block too. Of a long block only both ends are given, since its middle is
 * decoded with the whole; the whole itself and lines of hex are not, and without line ends nothing is.
 */
export function lineBlocks(
  bytes: Uint8Array,
  from: number,
  to: number,
  onBlock: (start: number, end: number) => void,
): void {
  if (runEnd(bytes, from, to, NO_SIGN) === to) return;
  const first = withoutLineEnds(bytes, from, to);
  const last = withoutLineEndsBehind(bytes, first, to);
  const give = (start: number, end: number) => {
    if (end - start < LEAST_BLOCK || (start === first && end === last)) return;
    let other = start;
    while (other < end && HEX[bytes[other] as number] !== 0) other++;
    if (other < end) onBlock(start, end);
  };
  // The block so far: `lines` lines of `width` bytes each, which end at `end`.
  let start = first;
  let end = first;
  let width = 0;
  let lines = 0;
  const endBlock = (tailEnd: number) => {
    if (width < LEAST_BLOCK) return;
    if (end - start <= 2 * EDGE) give(start, end);
    else {
      give(start, start + EDGE);
      give(end - EDGE, end);
    }
    if (tailEnd > end && tailEnd - end <= width) give(Math.max(start, end - EDGE), tailEnd);
  };
  for (let next = first; next < last;) {
    const line = withoutLineEnds(bytes, next, last);
    next = lineEnd(bytes, line, last);
    if (next - line === width) {
      if (lines === 1) give(start, end);
      // Two lines of a length may as well be two values of one kind.
      if (lines === 1 || !WRAPPED.has(width)) give(line, next);
      end = next;
      lines++;
      continue;
    }
    endBlock(next);
    start = line;
    end = next;
    width = next - line;
    lines = 1;
  }
  endBlock(end);
}

/** As in a run without line ends: twelve bytes make sixteen characters. */
const LEAST_BLOCK = 16;
/** Where encoders wrap: PEM at 64, MIME at 76 (RFC 7468, RFC 2045), others at 60 and 72. */
const WRAPPED: ReadonlySet<number> = new Set([60, 64, 72, 76]);
/** Characters of a long block that are given at either end: three KiB of decoded text. */
const EDGE = 4096;

/** The first byte from `from` on that is neither a line end, written out or not, nor the blank of an indent. */
function withoutLineEnds(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to) {
    if (bytes[at] === BLANK) at++;
    else if (isLineEnd(bytes, at, to)) at += bytes[at] === BACKSLASH ? 2 : 1;
    else break;
  }
  return at;
}

function withoutLineEndsBehind(bytes: Uint8Array, from: number, to: number): number {
  let end = to;
  while (end > from) {
    if (bytes[end - 1] === BLANK || isLineEnd(bytes, end - 1, end)) end--;
    else if (end - from >= 2 && isLineEnd(bytes, end - 2, end)) end -= 2;
    else break;
  }
  return end;
}

function lineEnd(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  // Lines are too short to be read by words.
  while (at < to && (NO_SIGN[bytes[at] as number] !== 0 || !isLineEnd(bytes, at, to))) at++;
  return at;
}

/** A line end at `at`, or one that is written out there: `\n`. */
function isLineEnd(bytes: Uint8Array, at: number, to: number): boolean {
  const byte = bytes[at];
  if (byte === LF || byte === CR) return true;
  if (byte !== BACKSLASH || at + 1 >= to) return false;
  return bytes[at + 1] === 0x6e || bytes[at + 1] === 0x72;
}

const LF = 0x0a;
const CR = 0x0d;
const BLANK = 0x20;
const BACKSLASH = 0x5c;

/** By byte: 0 for what a line end begins with, written out or not. */
const NO_SIGN: Uint8Array = Uint8Array.from(
  { length: 256 },
  (_, byte) => byte === LF || byte === CR || byte === BACKSLASH ? 0 : 1,
);
