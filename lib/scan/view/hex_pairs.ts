import { HEX, HEX_PAIRS, HEX_VALUE, PLAIN_TEXT } from "./byte_classes.ts";
import type { ByteSink } from "./byte_sink.ts";
import { findRuns } from "./find_runs.ts";
import { hexStretches } from "./hex_stretches.ts";
import { isUniform } from "./is_uniform.ts";
import { plainStretches } from "./plain_stretches.ts";
import { runEnd } from "./run_end.ts";

/** Twelve bytes as pairs with one separator between them. */
const LEAST_RUN = 35;
const LEAST_PAIRS = 12;
/** A longer run is a dump of data, done in pieces. */
const MOST_RUN = 64 * 1024;

/**
 * Decodes hex written in pairs with separators: `67:68:70`, `0x67, 0x68`, `67 68`, `\x67\x68`, or in the
 * groups of a dump: `6768 705f`. Returns where to go on.
 *
 * @param least bytes that a run must hold to be decoded, if they are more than its own least length
 */
export function hexPairs(
  bytes: Uint8Array,
  from: number,
  to: number,
  sink: ByteSink,
  least = 0,
): number {
  const limit = Math.min(bytes.length, to + MOST_RUN);
  const leastRun = Math.max(LEAST_RUN, 2 * least);
  return findRuns(bytes, from, to, limit, leastRun, HEX_PAIRS, (start, end) => {
    if (isUniform(bytes, start, end)) return;
    // One group of digits, as hex mostly is written: all pairs, or an odd group that holds none.
    if (runEnd(bytes, start, end, HEX) === end) {
      if ((end - start) % 2 === 0) hexStretches(bytes, start, end, sink);
      return;
    }
    const decoded = scratchFor(end - start);
    const count = readPairs(bytes, start, end, decoded);
    if (count >= LEAST_PAIRS) plainStretches(decoded.subarray(0, count), PLAIN_TEXT, sink);
  });
}

/** Where the bytes of a run go; kept, since lines of numbers and blanks look like such runs. */
let scratch = new Uint8Array(1024);

function scratchFor(length: number): Uint8Array {
  if (scratch.length < length) scratch = new Uint8Array(2 * length);
  return scratch;
}

/** The bytes of every group of an even number of hex digits; an odd group ends the text with a byte that is none. */
function readPairs(bytes: Uint8Array, start: number, end: number, decoded: Uint8Array): number {
  let count = 0;
  let i = start;
  while (i < end) {
    const high = HEX_VALUE[bytes[i] as number] as number;
    // `0x` before a pair is no digit of it.
    if (high === 16 || (high === 0 && ((bytes[i + 1] ?? 0) | 0x20) === 0x78)) {
      i += high === 16 ? 1 : 2;
      continue;
    }
    let digits = i;
    while (digits < end && (HEX_VALUE[bytes[digits] as number] as number) < 16) digits++;
    if ((digits - i) % 2 === 1) decoded[count++] = NO_TEXT;
    else {
      for (; i < digits; i += 2) {
        const value = HEX_VALUE[bytes[i] as number] as number;
        decoded[count++] = (value << 4) | (HEX_VALUE[bytes[i + 1] as number] as number);
      }
    }
    i = digits;
  }
  return count;
}

const NO_TEXT = 1;
