import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";
import type { Text } from "../text_scan.ts";
import {
  type ByteWriter,
  byteWriter,
  writeByte,
  writeBytes,
  written,
  writtenLines,
} from "./byte_writer.ts";
import { hexDigit } from "./hex_digit.ts";

/**
 * The texts of form data (`application/x-www-form-urlencoded` and queries): `decoded` with `+` and
 * percent signs undone once, pairs on lines of their own (undefined where nothing was encoded);
 * `joined` the values one after another, the names and values, and the names, each on a line of its
 * own with the ends of long values only (undefined for less than two names and values).
 */
export interface FormTexts {
  readonly decoded: Text | undefined;
  readonly joined: Text | undefined;
}

/** Text is latin1. What is malformed stays as it stands (WHATWG URL, section 5.1). */
export function* formTexts(text: string): Steps<FormTexts> {
  const decoded = byteWriter(text.length);
  const values = byteWriter(text.length);
  const both = byteWriter(text.length);
  const names = byteWriter(text.length);
  let count = 0;
  let inName = true;
  let start = 0;
  let pause: number = limits.scanStepBytes;
  while (start <= text.length) {
    const end: number = yield* signFrom(text, start, inName);
    const from = decoded.length;
    for (let at = start; at < end;) {
      at = writeUndone(decoded, text, at, end, Math.min(end, at + limits.scanStepBytes));
      if (at < end) yield;
    }
    if (end > start) {
      writeEnds(both, decoded, from);
      writeEnds(inName ? names : values, decoded, from);
      count++;
    }
    const pairEnds = text.charCodeAt(end) !== EQUALS;
    if (end < text.length) writeByte(decoded, pairEnds ? LINE_END : EQUALS);
    inName = pairEnds;
    start = end + 1;
    if (start < pause) continue;
    pause = start + limits.scanStepBytes;
    yield;
  }
  const isCoded = text.includes("%") || text.includes("+");
  return {
    decoded: isCoded ? written(decoded) : undefined,
    joined: count > 1 ? yield* writtenLines([values, both, names]) : undefined,
  };
}

/** Undoes `+` and percent-encoding once. */
export function undoForm(text: string): string {
  const writer = byteWriter(text.length);
  writeUndone(writer, text, 0, text.length, text.length);
  return written(writer).text;
}

/** Where the name or value that begins at `start` ends: a value holds equals signs, a name does not. */
function* signFrom(text: string, start: number, inName: boolean): Steps<number> {
  for (let at = start;;) {
    const to = Math.min(text.length, at + limits.scanStepBytes);
    at = signBefore(text, at, to, inName);
    if (at < to || to === text.length) return at;
    yield;
  }
}

function signBefore(text: string, start: number, end: number, inName: boolean): number {
  let i = start;
  while (i < end) {
    const code = text.charCodeAt(i);
    if (code === AMPERSAND || (inName && code === EQUALS)) return i;
    i++;
  }
  return i;
}

/** Undoes the name or value that ends at `end` as far as `pause`, and says where it stopped. */
function writeUndone(
  writer: ByteWriter,
  text: string,
  start: number,
  end: number,
  pause: number,
): number {
  let i = start;
  for (; i < pause; i++) {
    const code = text.charCodeAt(i);
    if (code === PERCENT && i + 2 < end) {
      const high = hexDigit(text.charCodeAt(i + 1));
      const low = hexDigit(text.charCodeAt(i + 2));
      if (high >= 0 && low >= 0) {
        writeByte(writer, high * 16 + low);
        i += 2;
        continue;
      }
    }
    writeByte(writer, code === PLUS ? SPACE : code);
  }
  return i;
}

/** Copies what `decoded` holds from `start` on; of a long text its ends, a line end between them. */
function writeEnds(writer: ByteWriter, decoded: ByteWriter, start: number): void {
  const edge = limits.joinEdgeBytes;
  const end = decoded.length;
  if (end - start <= limits.joinWholeBytes) {
    writeBytes(writer, decoded.bytes, start, end);
    return;
  }
  writeBytes(writer, decoded.bytes, start, start + edge);
  writeByte(writer, LINE_END);
  writeBytes(writer, decoded.bytes, end - edge, end);
}

const AMPERSAND = 0x26;
const EQUALS = 0x3d;
const PERCENT = 0x25;
const PLUS = 0x2b;
const SPACE = 0x20;
const LINE_END = 0x0a;
