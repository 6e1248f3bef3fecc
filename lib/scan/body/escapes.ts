import { Buffer } from "node:buffer";
import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";
import { type ByteWriter, byteWriter, writeByte, written } from "./byte_writer.ts";
import { hexDigit } from "./hex_digit.ts";

/**
 * Undoes the escapes of JSON strings (RFC 8259 section 7) wherever they stand in a latin1 text:
 * `\n`, `\"`, `\/`, `\\` and their like, and `\uXXXX`, which becomes the character's UTF-8 bytes (a pair
 * of surrogates four of them). A backslash before any other character is dropped; half a surrogate
 * becomes the three bytes of its code. The result is never longer than the text.
 */
export function undoEscapes(text: string): string {
  const writer = byteWriter(text.length);
  writeUnescaped(writer, Buffer.from(text, "latin1"), 0, text.length);
  return written(writer).text;
}

/**
 * Writes a stretch of bytes with the escapes undone. An escape is not read beyond the stretch. With
 * `pause` it stops there, or behind the escape that stands there: where it stopped is given.
 */
export function writeUnescaped(
  writer: ByteWriter,
  bytes: Uint8Array,
  start: number,
  end: number,
  pause = end,
): number {
  let i = start;
  while (i < pause) {
    i = copyPlain(writer, bytes, i, pause);
    if (i >= pause) break;
    const unit = i + 6 <= end ? escapedUnit(bytes, i) : -1;
    if (unit < 0) {
      const letter = i + 1 < end ? bytes[i + 1] ?? 0 : BACKSLASH;
      writeByte(writer, SHORT[letter] ?? letter);
      i += 2;
      continue;
    }
    const low = isHigh(unit) && i + 12 <= end ? escapedUnit(bytes, i + 6) : -1;
    if (low >= 0xdc00 && low < 0xe000) {
      writeUtf8(writer, 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
      i += 12;
    } else {
      writeUtf8(writer, unit);
      i += 6;
    }
  }
  return i;
}

/** The same in steps, for a stretch of any length. */
export function* writeUnescapedSteps(
  writer: ByteWriter,
  bytes: Uint8Array,
  start: number,
  end: number,
): Steps<void> {
  for (let at = start; at < end;) {
    const pause = Math.min(end, at + limits.scanStepBytes);
    at = writeUnescaped(writer, bytes, at, end, pause);
    if (at < end) yield;
  }
}

/** Copies up to the next backslash and says where that is. */
function copyPlain(writer: ByteWriter, from: Uint8Array, start: number, end: number): number {
  const { bytes } = writer;
  let length = writer.length;
  let i = start;
  for (; i < end; i++) {
    const byte = from[i] ?? 0;
    if (byte === BACKSLASH) break;
    bytes[length++] = byte;
  }
  writer.length = length;
  return i;
}

/** The code unit of the `\uXXXX` that begins at `at`, -1 if none does. */
export function escapedUnit(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== BACKSLASH || bytes[at + 1] !== LETTER_U) return -1;
  let unit = 0;
  for (let i = at + 2; i < at + 6; i++) {
    const digit = hexDigit(bytes[i] ?? 0);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function writeUtf8(writer: ByteWriter, point: number): void {
  if (point < 0x80) return writeByte(writer, point);
  if (point < 0x800) {
    writeByte(writer, 0xc0 | (point >> 6));
  } else {
    if (point < 0x10000) {
      writeByte(writer, 0xe0 | (point >> 12));
    } else {
      writeByte(writer, 0xf0 | (point >> 18));
      writeByte(writer, 0x80 | ((point >> 12) & 0x3f));
    }
    writeByte(writer, 0x80 | ((point >> 6) & 0x3f));
  }
  writeByte(writer, 0x80 | (point & 0x3f));
}

const BACKSLASH = 0x5c;
const LETTER_U = 0x75;
/** What stands for the letter after a backslash: for `n`, `r`, `t`, `b`, `f` a control, else itself. */
const SHORT: Uint8Array = (() => {
  const table = Uint8Array.from({ length: 256 }, (_, code) => code);
  for (const [letter, code] of [["n", 10], ["r", 13], ["t", 9], ["b", 8], ["f", 12]] as const) {
    table[letter.charCodeAt(0)] = code;
  }
  return table;
})();
