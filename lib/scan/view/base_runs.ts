import { limits } from "../../limits.ts";
import { base32Stretches } from "./base32_stretches.ts";
import { base64Stretches } from "./base64_stretches.ts";
import {
  BASE32_LOWER,
  BASE32_UPPER,
  BASE64_RUN,
  HEX,
  HEX_VALUE,
  PLAIN_TEXT,
} from "./byte_classes.ts";
import type { ByteSink } from "./byte_sink.ts";
import { findRuns } from "./find_runs.ts";
import { findUnspacedRuns } from "./find_unspaced_runs.ts";
import { plainStretches } from "./plain_stretches.ts";
import { readSextets } from "./read_sextets.ts";
import { LEAST_INNER_RUN, RunKind, runKinds } from "./run_kinds.ts";

/** Sixteen bytes make 22 characters of base64; a token is longer. */
const LEAST_RUN = 20;
/** Runs shorter than this without an upper-case letter are words: base64 of text has one in nearly every group. */
const LEAST_LOWER_RUN = 64;

export interface BaseSinks {
  readonly base64: ByteSink;
  readonly hex: ByteSink;
  readonly base32: ByteSink;
}

/**
 * Decodes the runs of base64 (either alphabet, padded or not, over lines and JSON's `\n`), of hex and of
 * base32 that begin in `[from, to)`, each into its sink. Returns where to go on.
 *
 * @param least bytes that a run must hold to be decoded, if they are more than its own least length
 */
export function baseRuns(
  bytes: Uint8Array,
  from: number,
  to: number,
  sinks: BaseSinks,
  least = 0,
): number {
  const limit = Math.min(bytes.length, to + limits.scanRunBytes);
  let last = 0;
  // Of all that is decoded here base64 is the shortest.
  const leastRun = Math.max(LEAST_RUN, Math.ceil(least * 4 / 3));
  const next = findUnspacedRuns(bytes, from, to, limit, leastRun, BASE64_RUN, (start, end) => {
    last = lastLine(bytes, end, limit);
    decodeRun(bytes, start, last, sinks);
  });
  // A run that was cut by the limit is taken up again a little earlier, so that no token is cut with it.
  return last === limit && limit < bytes.length ? Math.max(to, limit - OVERLAP) : next;
}

/** Characters that a run of which the beginning is done goes on with: three KiB of decoded text. */
const OVERLAP = 4096;

/** Lines of wrapped base64 may be indented: goes on over line ends with blanks after them. */
function lastLine(bytes: Uint8Array, end: number, limit: number): number {
  let last = end;
  while (last < limit && bytes[last] === 0x20 && isLineEnd(bytes, last)) {
    let next = last;
    while (next < limit && bytes[next] === 0x20 && next - last <= MOST_INDENT) next++;
    if (next >= limit || BASE64_RUN[bytes[next] ?? 0] === 0) break;
    const line = next;
    while (next < limit && BASE64_RUN[bytes[next] ?? 0] !== 0) next++;
    last = next;
    if (next - line < LEAST_LINE) break;
  }
  return last;
}

const MOST_INDENT = 32;
const LEAST_LINE = 16;

function isLineEnd(bytes: Uint8Array, at: number): boolean {
  const before = bytes[at - 1];
  return before === 0x0a || (before === 0x6e && bytes[at - 2] === 0x5c);
}

function decodeRun(bytes: Uint8Array, start: number, end: number, sinks: BaseSinks): void {
  // Padding, rules and zeros: one character over and over holds nothing.
  if (isUniform(bytes, start, end)) return;
  const kinds = runKinds(bytes, start, end);
  if ((kinds & RunKind.hex) !== 0) {
    let hex = 0;
    findRuns(bytes, start, end, end, LEAST_INNER_RUN, HEX, (from, to) => {
      hex += to - from;
      hexRun(bytes, from, to, sinks.hex);
    });
    if (hex === end - start) return;
  }
  for (const { kind, letters } of BASE32) {
    if ((kinds & kind) === 0) continue;
    findRuns(bytes, start, end, end, LEAST_INNER_RUN, letters, (from, to) => {
      base32Stretches(bytes, from, to, sinks.base32);
    });
  }
  if (end - start < LEAST_LOWER_RUN && !hasUpper(bytes, start, end)) return;
  // What follows a sign of equality begins anew: it ends padding, or stands between a name and a value.
  for (let from = start; from < end;) {
    let to = from;
    while (to < end && bytes[to] !== EQUALS) to++;
    if (to - from >= LEAST_PART) {
      const sextets = scratchFor(to - from);
      base64Stretches(sextets, readSextets(bytes, from, to, sextets), sinks.base64);
    }
    from = to + 1;
  }
}

function isUniform(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start + 1; i < end; i++) if (bytes[i] !== bytes[start]) return false;
  return true;
}

const BASE32 = [
  { kind: RunKind.upper, letters: BASE32_UPPER },
  { kind: RunKind.lower, letters: BASE32_LOWER },
];

const EQUALS = 0x3d;
/** Twelve bytes make sixteen characters. */
const LEAST_PART = 16;

function hasUpper(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte >= 0x41 && byte <= 0x5a) return true;
  }
  return false;
}

/** Where the characters of a run are decoded from; kept, since runs are many and short. */
let scratch = new Uint8Array(4096);

function scratchFor(length: number): Uint8Array {
  if (scratch.length < length) scratch = new Uint8Array(2 * length);
  return scratch;
}

/** Hex from either digit on: a stray digit before it moves the pairs. */
function hexRun(bytes: Uint8Array, from: number, to: number, sink: ByteSink): void {
  for (const start of [from, from + 1]) {
    if (!hasPlainPairs(bytes, start, to)) continue;
    const decoded = new Uint8Array((to - start) >> 1);
    for (let i = 0; i < decoded.length; i++) {
      const high = HEX_VALUE[bytes[start + 2 * i] as number] as number;
      decoded[i] = (high << 4) | (HEX_VALUE[bytes[start + 2 * i + 1] as number] as number);
    }
    plainStretches(decoded, PLAIN_TEXT, sink);
  }
}

/** Whether eight pairs in a row are no bytes above ASCII: one hash in two hundred has them. */
function hasPlainPairs(bytes: Uint8Array, start: number, end: number): boolean {
  let row = 0;
  for (let i = start; i + 1 < end && row < 8; i += 2) {
    // All bits where the value is below eight, none where it is not: a branch would be a guess.
    row = (row + 1) & (((HEX_VALUE[bytes[i] as number] as number) - 8) >> 31);
  }
  return row === 8;
}
