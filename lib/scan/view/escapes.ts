import type { Text } from "../text_scan.ts";
import type { ByteSink } from "./byte_sink.ts";
import { addRegion, type Region } from "./escape_regions.ts";
import { type Escape, readEscape } from "./read_escape.ts";
import { unicodeTable } from "./unicode_table.ts";

/** What an escape begins with. */
const SIGNS = ["%", "\\", "&"];
/** What stands after the backslash of one; 1 for those bytes. Most backslashes of JSON are others. */
const ESCAPED: Uint8Array = Uint8Array.from(
  { length: 256 },
  (_, byte) => "uxU01".includes(String.fromCharCode(byte)) ? 1 : 0,
);

/**
 * Undoes percent-encoding, backslash escapes and HTML entities, all in one: where a text holds any that
 * stand for ASCII (or for a character used to hide one), the stretch round it is decoded. What is escaped
 * twice shows when the view is looked at in its turn. Returns which kinds there were.
 */
export function escapes(
  source: Text,
  from: number,
  to: number,
  next: NextSigns,
  sink: ByteSink,
): readonly string[] {
  const { text, bytes } = source;
  const places = signPlaces(source, from, to, next);
  const regions: Region[] = [];
  for (const at of places) {
    const escape = readEscape(text, at);
    if (escape === undefined || !isTelling(text, at, escape)) continue;
    addRegion(regions, bytes, at);
  }
  const kinds = new Set<string>();
  for (const { start, end } of regions) decodeRegion(text, start, end, sink, kinds);
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

/** Where each sign stands next: searched for again only when the scan has come there. */
export type NextSigns = Map<string, number>;

/** Where a sign stands in `[from, to)`, in order. Searching for each is many times faster than a loop over bytes. */
function signPlaces(
  { text, bytes }: Text,
  from: number,
  to: number,
  next: NextSigns,
): readonly number[] {
  const places: number[] = [];
  for (const sign of SIGNS) {
    let at = next.get(sign) ?? text.indexOf(sign, from);
    for (; at < to && at >= 0; at = text.indexOf(sign, at + 1)) {
      if (sign !== "\\" || ESCAPED[bytes[at + 1] ?? 0] !== 0) places.push(at);
    }
    next.set(sign, at < 0 ? Infinity : at);
  }
  return places.sort((a, b) => a - b);
}

function decodeRegion(
  text: string,
  start: number,
  end: number,
  sink: ByteSink,
  kinds: Set<string>,
): void {
  for (let at = start; at < end;) {
    const escape = readEscape(text, at);
    if (escape === undefined) {
      sink.add(text.charCodeAt(at) & 0xff);
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
