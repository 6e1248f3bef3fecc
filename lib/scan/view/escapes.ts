import { latin1Text } from "../latin1_text.ts";
import type { ByteSink } from "./byte_sink.ts";
import { addRegion, type Region } from "./escape_regions.ts";
import { type Escape, readEscape } from "./read_escape.ts";
import { unicodeTable } from "./unicode_table.ts";

/** What an escape begins with. */
const SIGNS = ["%", "\\", "&"];
const PERCENT = 0x25, AMPERSAND = 0x26, BACKSLASH = 0x5c;

/** What may stand after the sign that an escape begins with, by the bit of the sign: most signs of a text begin none. */
const MAY_FOLLOW: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  const char = String.fromCharCode(byte);
  return (/[0-9A-Fa-fuU]/.test(char) ? 1 : 0) | (/[#0-9A-Za-z]/.test(char) ? 2 : 0) |
    (/[uxU01]/.test(char) ? 4 : 0);
});
/** The bit of each sign, 0 for any other byte. */
const SIGN_BIT: Uint8Array = Uint8Array.from(
  { length: 256 },
  (_, byte) => byte === PERCENT ? 1 : byte === AMPERSAND ? 2 : byte === BACKSLASH ? 4 : 0,
);

/**
 * Undoes percent-encoding, backslash escapes and HTML entities, all in one: where a text holds any that
 * stand for ASCII (or for a character used to hide one), the stretch round it is decoded. What is escaped
 * twice shows when the view is looked at in its turn. Returns which kinds there were.
 *
 * @param piece the text of `bytes` from `from` to `ESCAPE_LOOK_AHEAD` behind `to`, or to its end
 */
export function escapes(
  bytes: Uint8Array,
  piece: string,
  from: number,
  to: number,
  sink: ByteSink,
): readonly string[] {
  const regions: Region[] = [];
  for (const at of signPlaces(bytes, piece, from, to)) {
    const escape = readEscape(piece, at - from);
    if (escape === undefined || !isTelling(piece, at - from, escape)) continue;
    addRegion(regions, bytes, at);
  }
  const kinds = new Set<string>();
  for (const { start, end } of regions) decodeRegion(bytes, start, end, sink, kinds);
  return [...kinds];
}

/** Escapes of other letters and of typography are ordinary; one that may hide a token has digits beside it. */
function isTelling(text: string, at: number, escape: Escape): boolean {
  if (escape.isByte || escape.code < 0x80) return true;
  if (!unicodeTable().has(escape.code)) return false;
  const run = /^\S*/.exec(text.slice(at, at + LOOK_AHEAD))?.[0] ?? "";
  return /\d.*\d/.test(run.replace(/\\+u[0-9A-Fa-f]{4}/g, ""));
}

const LOOK_AHEAD = 160;
/** What is read behind an escape's sign, at the most: the escape itself is shorter. */
export const ESCAPE_LOOK_AHEAD = LOOK_AHEAD;

/** Where an escape may begin in `[from, to)`, in order. Searching for each sign is many times faster than a loop over bytes. */
function signPlaces(bytes: Uint8Array, piece: string, from: number, to: number): readonly number[] {
  const places: number[] = [];
  for (const sign of SIGNS) {
    for (
      let at = piece.indexOf(sign);
      at >= 0 && from + at < to;
      at = piece.indexOf(sign, at + 1)
    ) {
      if (mayBegin(bytes, from + at)) places.push(from + at);
    }
  }
  return places.sort((a, b) => a - b);
}

function mayBegin(bytes: Uint8Array, at: number): boolean {
  const bit = SIGN_BIT[bytes[at] as number] as number;
  if ((bit & (MAY_FOLLOW[bytes[at + 1] ?? 0] as number)) === 0) return false;
  return bit === 4 || (bit & (MAY_FOLLOW[bytes[at + 2] ?? 0] as number)) !== 0;
}

function decodeRegion(
  bytes: Uint8Array,
  start: number,
  end: number,
  sink: ByteSink,
  kinds: Set<string>,
): void {
  const text = latin1Text(bytes, start, Math.min(bytes.length, end + ESCAPE_LOOK_AHEAD));
  for (let at = start; at < end;) {
    const plain = at;
    while (at < end && SIGN_BIT[bytes[at] as number] === 0) at++;
    if (at > plain) sink.addAll(bytes.subarray(plain, at));
    if (at >= end) break;
    const escape = readEscape(text, at - start);
    if (escape === undefined) {
      sink.add(bytes[at] as number);
      at++;
      continue;
    }
    if (escape.isByte) sink.add(escape.code);
    else sink.addCodePoint(escape.code);
    kinds.add(escape.kind);
    at += escape.length;
  }
  sink.endStretch();
}
