import { limits } from "../../limits.ts";
import { base32Stretches } from "./base32_stretches.ts";
import { base64Stretches } from "./base64_stretches.ts";
import { BASE32_LOWER, BASE32_UPPER, BASE64_RUN, HEX } from "./byte_classes.ts";
import type { ByteSink } from "./byte_sink.ts";
import { findRuns } from "./find_runs.ts";
import { findUnspacedRuns } from "./find_unspaced_runs.ts";
import { hexStretches } from "./hex_stretches.ts";
import { isUniform } from "./is_uniform.ts";
import { lineBlocks } from "./line_blocks.ts";
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
  if (isUniform(bytes, start, end)) return;
  const kinds = runKinds(bytes, start, end);
  if ((kinds & RunKind.hex) !== 0) {
    let hex = 0;
    findRuns(bytes, start, end, end, LEAST_INNER_RUN, HEX, (from, to) => {
      hex += to - from;
      // From either digit on: a stray digit before it moves the pairs.
      hexStretches(bytes, from, to, sinks.hex);
      hexStretches(bytes, from + 1, to, sinks.hex);
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
    const to = partEnd(bytes, from, end);
    if (to - from >= LEAST_PART) {
      decodeBase64(bytes, from, to, sinks.base64);
      lineBlocks(bytes, from, to, (first, last) => decodeBase64(bytes, first, last, sinks.base64));
    }
    from = to + 1;
  }
}

function decodeBase64(bytes: Uint8Array, from: number, to: number, sink: ByteSink): void {
  const sextets = scratchFor(to - from);
  base64Stretches(sextets, readSextets(bytes, from, to, sextets), sink);
}

const BASE32 = [
  { kind: RunKind.upper, letters: BASE32_UPPER },
  { kind: RunKind.lower, letters: BASE32_LOWER },
];

/** Where the next sign of equality stands in `[from, end)`, else `end`. */
function partEnd(bytes: Uint8Array, from: number, end: number): number {
  if (end - from >= LEAST_LONG) {
    const at = bytes.subarray(from, end).indexOf(EQUALS);
    return at < 0 ? end : from + at;
  }
  let to = from;
  while (to < end && bytes[to] !== EQUALS) to++;
  return to;
}

const EQUALS = 0x3d;
/** From so many bytes on the engine's own search is faster than a loop. */
const LEAST_LONG = 64;
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
