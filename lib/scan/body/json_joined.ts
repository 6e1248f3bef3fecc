import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";
import type { Text } from "../text_scan.ts";
import {
  type ByteWriter,
  byteWriter,
  makeRoom,
  writeByte,
  writeBytes,
  writtenLines,
} from "./byte_writer.ts";
import { writeUnescaped } from "./escapes.ts";
import { RUN_CHARACTERS } from "./run_characters.ts";

/**
 * The strings of a JSON text joined without anything between them, so that a token cut over several of
 * them shows: the values one after another, keys and values, and keys, each on a line of its own. Of
 * longer strings only the runs of letters, digits and signs at the ends can belong to such a token:
 * what lies between them is left out, since it is scanned where it stands. Undefined where the text
 * has fewer than two strings. Numbers and structure are passed over. The text need not be valid:
 * several documents, or a prefix, do no harm.
 */
export function* jsonJoined(bytes: Uint8Array): Steps<Text | undefined> {
  const keys = byteWriter(FIRST_BYTES);
  const values = byteWriter(FIRST_BYTES);
  const both = byteWriter(FIRST_BYTES);
  let count = 0;
  /** Where the string begins that is not closed yet. */
  let open = -1;
  for (let at = 0; at < bytes.length;) {
    const to = Math.min(bytes.length, at + limits.scanStepBytes);
    while (at < to) {
      at = open < 0 ? quoteFrom(bytes, at, to) : closingQuoteFrom(bytes, at, to);
      if (at >= to) break;
      if (open < 0) {
        open = ++at;
        continue;
      }
      const own = isKey(bytes, at + 1) ? keys : values;
      const from = own.length;
      writeEnds(own, bytes, open, at);
      makeRoom(both, own.length - from);
      writeBytes(both, own.bytes, from, own.length);
      count++;
      open = -1;
      at++;
    }
    if (at < bytes.length) yield;
  }
  if (count < 2) return undefined;
  return yield* writtenLines([values, both, keys]);
}

/** Where the next quote stands, `to` if none does before. */
function quoteFrom(bytes: Uint8Array, from: number, to: number): number {
  let i = from;
  while (i < to && bytes[i] !== QUOTE) i++;
  return i;
}

/** The same for a quote without a backslash before it; what a backslash stands before is passed over, also behind `to`. */
function closingQuoteFrom(bytes: Uint8Array, from: number, to: number): number {
  let i = from;
  while (i < to) {
    const byte = bytes[i];
    if (byte === QUOTE) return i;
    i += byte === BACKSLASH ? 2 : 1;
  }
  return i;
}

/**
 * A string that is one run of token characters, and a short one, whole; of any other the runs at its ends, a line end between them. An escape belongs to a run, since it may stand for such a character.
 */
function writeEnds(writer: ByteWriter, bytes: Uint8Array, start: number, close: number): void {
  makeRoom(writer, 2 * limits.joinWholeBytes + 1);
  const far = Math.min(close, start + limits.joinWholeBytes);
  let head = start;
  while (head < far && belongs(bytes, head)) head++;
  if (head === close || close - start <= limits.joinSpacedBytes) {
    writeUnescaped(writer, bytes, start, close);
    return;
  }
  const near = Math.max(start, close - limits.joinWholeBytes);
  let tail = close;
  while (tail > near && belongs(bytes, tail - 1)) tail--;
  writeUnescaped(writer, bytes, start, head === far ? start + limits.joinEdgeBytes : head);
  writeByte(writer, LINE_END);
  writeUnescaped(writer, bytes, tail === near ? close - limits.joinEdgeBytes : tail, close);
}

function belongs(bytes: Uint8Array, at: number): boolean {
  const code = bytes[at] ?? 0;
  return RUN_CHARACTERS[code] === 1 || code === BACKSLASH;
}

/** Whether a colon follows, after white space at most. */
function isKey(bytes: Uint8Array, after: number): boolean {
  for (let i = after; i < after + 16; i++) {
    const code = bytes[i];
    if (code === COLON) return true;
    if (code !== SPACE && code !== 0x0a && code !== 0x0d && code !== 0x09) return false;
  }
  return false;
}

/** Most texts need no more; the writers grow where one does. */
const FIRST_BYTES = 16 * 1024;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const SPACE = 0x20;
const LINE_END = 0x0a;
