import { isAscii } from "node:buffer";
import type { ByteSink } from "./byte_sink.ts";
import { addRegion, type Region } from "./escape_regions.ts";
import { isTag, STRIP, unicodeTable, untaggedTable } from "./unicode_table.ts";

/** Most text is ASCII in pieces of this many bytes, which is known at once. */
const PIECE = 1024;
/** Bytes on either side of a hidden character in which a token must show. */
const LOOK_AROUND = 160;
/** Letters of a token. Words of other scripts are full of look-alikes, but short and without digits. */
const LEAST_LETTERS = 10;

/**
 * Shows tokens that are hidden among characters beyond ASCII: such characters are replaced by what they
 * look like, or left out if they do not show. Only where that makes a run of letters as long as a token, with
 * digits or with case that changes, since words of other scripts are full of look-alikes. A tag character is
 * its letter or nothing at all: where there are any, both readings are shown, one behind the other.
 *
 * Gives a turn after every piece that is not ASCII.
 *
 * @returns offsets in the sink at which a character was replaced, or before which one was left out, in order
 */
export function* unicode(
  bytes: Uint8Array,
  from: number,
  to: number,
  sink: ByteSink,
): Generator<void, readonly number[], void> {
  const table = unicodeTable();
  const untagged = untaggedTable();
  const regions: Region[] = [];
  for (let piece = from; piece < to; piece += PIECE) {
    const end = Math.min(to, piece + PIECE);
    if (isAscii(bytes.subarray(piece, end))) continue;
    addRegions(regions, bytes, piece, end, table);
    yield;
  }
  const changed: number[] = [];
  for (const region of regions) {
    const tags = writeRegion(bytes, region, table, sink, changed);
    if (tags) writeRegion(bytes, region, untagged, sink, changed);
  }
  return changed;
}

/** Writes a region as a stretch of its own. @returns whether a tag character stands in it */
function writeRegion(
  bytes: Uint8Array,
  { start, end }: Region,
  table: ReadonlyMap<number, number>,
  sink: ByteSink,
  changed: number[],
): boolean {
  let tags = false;
  for (let i = start; i < end;) {
    const byte = bytes[i] as number;
    if (byte < 0x80) {
      sink.add(byte);
      i++;
      continue;
    }
    const { code, length } = codePointAt(bytes, i);
    const plain = table.get(code);
    if (plain === undefined) sink.addAll(bytes.subarray(i, i + length));
    else {
      changed.push(sink.length);
      if (plain !== STRIP) sink.add(plain);
    }
    if (isTag(code)) tags = true;
    i += length;
  }
  sink.endStretch();
  return tags;
}

function addRegions(
  regions: Region[],
  bytes: Uint8Array,
  from: number,
  to: number,
  table: ReadonlyMap<number, number>,
): void {
  for (let i = from; i < to; i++) {
    if ((bytes[i] as number) < 0xc2) continue;
    const { code, length } = codePointAt(bytes, i);
    if (table.has(code) && mayHide(bytes, i, code, table)) addRegion(regions, bytes, i);
    i += length - 1;
  }
}

/** Whether a token shows round the character in either reading. */
function mayHide(
  bytes: Uint8Array,
  at: number,
  code: number,
  table: ReadonlyMap<number, number>,
): boolean {
  return isTokenAround(bytes, at, table) ||
    (isTag(code) && isTokenAround(bytes, at, untaggedTable()));
}

/** Whether the run of ASCII that `at` is a part of, hidden characters replaced, looks like a piece of a token. */
function isTokenAround(
  bytes: Uint8Array,
  at: number,
  table: ReadonlyMap<number, number>,
): boolean {
  let start = at;
  while (start > 0 && at - start < LOOK_AROUND && (bytes[start - 1] as number) > 0x20) start--;
  while (((bytes[start] as number) & 0xc0) === 0x80 && start < at) start++;
  let letters = 0, digits = 0, changes = 0, before = 0;
  for (let i = start; i < bytes.length && i - at < LOOK_AROUND;) {
    const byte = bytes[i] as number;
    const { code, length } = byte < 0x80 ? { code: byte, length: 1 } : codePointAt(bytes, i);
    const plain = table.get(code) ?? code;
    i += length;
    if (plain === STRIP) continue;
    if (plain <= 0x20 || plain >= 0x7f) {
      if (i > at) break;
      letters = digits = changes = 0;
      continue;
    }
    letters++;
    if (plain >= 0x30 && plain <= 0x39) digits++;
    if (isLower(before) && plain >= 0x41 && plain <= 0x5a) changes++;
    before = plain;
    if (letters >= LEAST_LETTERS && (digits > 0 || changes > 1)) return true;
  }
  return false;
}

function isLower(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

interface CodePoint {
  readonly code: number;
  readonly length: number;
}

/** The code point of the UTF-8 sequence at `at`; a byte that begins none stands for itself. */
function codePointAt(bytes: Uint8Array, at: number): CodePoint {
  const first = bytes[at] as number;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1;
  if (length === 1) return { code: -1, length };
  let code = first & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i] ?? 0;
    if ((next & 0xc0) !== 0x80) return { code: -1, length: 1 };
    code = (code << 6) | (next & 0x3f);
  }
  return { code, length };
}
